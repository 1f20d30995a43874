import { describe, expect, test } from "vitest";
import { BudgetError } from "../../../src/index.js";
import { credentials, failure, secret } from "../../client/client-of.js";
import { granted, isTokenRequest } from "../../fake-api.js";
import { path, a, b, unauthorized, bearer, setup, ok } from "./token-client.js";

describe("a token", () => {
  test("is requested with client credentials, in the body", async () => {
    const { client, clock, tokenRequests } = setup((request) => (isTokenRequest(request) ? granted(a) : ok));
    await clock.run(client.get(path));
    expect(
      tokenRequests().map(({ method, path: at, query, body }) => ({
        method,
        at,
        query,
        body: Object.fromEntries(new URLSearchParams(body)),
      })),
    ).toEqual([
      {
        method: "POST",
        at: "/oauth/token",
        query: {},
        body: { grant_type: "client_credentials", client_id: credentials.clientId, client_secret: secret },
      },
    ]);
  });

  test("is fetched before a request may start, even after a wait for the next hour", async () => {
    const told: string[] = [];
    const fake = setup(
      (request) => (
        told.push(isTokenRequest(request) ? "token" : "get"),
        isTokenRequest(request) ? granted(a, 600) : ok
      ),
      {
        whenSpent: "wait",
        budget: {
          reserve: () => {
            const isFirst = !told.includes("reserve");
            told.push("reserve");
            return isFirst
              ? Promise.reject(
                  new BudgetError("spent", {
                    limit: "hour",
                    resetsAt: new Date(fake.clock.now() + 3_600_000),
                  }),
                )
              : Promise.resolve();
          },
          observe: () => undefined,
          exhausted: () => undefined,
          usage: {
            perSecond: 2,
            perHour: 1200,
            remainingThisHour: null,
            hourResetsAt: null,
            requestsPerSecond: 0,
          },
        },
      },
    );
    await fake.clock.run(fake.client.get(path));
    expect(told).toEqual(["token", "reserve", "token", "reserve", "get"]);
  });

  test("is requested once for 50 concurrent requests, without holding them back", async () => {
    const waited: number[] = [];
    const { client, api, clock, tokenRequests } = setup(
      async (request, time) => {
        if (!isTokenRequest(request)) return ok;
        await time.sleep(500);
        return granted(a);
      },
      { onRequest: ({ waitedMs }) => waited.push(waitedMs) },
    );
    await clock.run(Promise.all(Array.from({ length: 50 }, () => client.get(path))));
    expect([tokenRequests().length, new Set(api.hits().map(bearer)), waited.slice(0, 4)]).toEqual([
      1,
      new Set([a]),
      [0, 0, 0, 1040],
    ]);
  });

  test("is used until it expires, then requested once", async () => {
    const { client, api, clock, tokenRequests } = setup((request, _time, asked) =>
      isTokenRequest(request) ? granted(asked === 1 ? a : b, 600) : ok,
    );
    await clock.run(client.get(path));
    clock.jump(599_000);
    await clock.run(client.get(path));
    expect(tokenRequests()).toHaveLength(1);
    clock.jump(1000);
    await clock.run(client.get(path));
    expect([tokenRequests().length, api.hits().map(bearer)]).toEqual([2, [a, a, b]]);
  });

  test("that is nearly expired and granted again is used until it expires, without a loop of requests", async () => {
    const { client, clock, tokenRequests } = setup((request) =>
      isTokenRequest(request) ? granted(a, 3) : ok,
    );
    for (let one = 0; one < 3; one += 1) await clock.run(client.get(path));
    expect(tokenRequests()).toHaveLength(1);
  });

  test("is taken when the request is sent: a queue longer than its lifetime does no harm", async () => {
    const alive = new Map<string, number>();
    const { client, clock } = setup((request, time, asked) => {
      if (!isTokenRequest(request))
        return time.now() < (alive.get(bearer(request)) ?? 0) ? { json: { id: 1 } } : unauthorized;
      const token = String(asked).padStart(64, "0");
      alive.set(token, time.now() + 10_000);
      return granted(token, 10);
    });
    await clock.run(Promise.all(Array.from({ length: 60 }, () => client.get(path))));
    expect(client.usage.hits).toBe(60);
  });

  test("refused with 401 is replaced once, and the same page is sent again", async () => {
    const { client, api, clock, tokenRequests } = setup((request, _time, asked) => {
      if (isTokenRequest(request)) return granted(asked === 1 ? a : b);
      return bearer(request) === a ? unauthorized : ok;
    });
    expect(await clock.run(client.get(path, { query: { "page[number]": 7 } }))).toEqual({ id: 1 });
    expect(api.hits().map((hit) => [hit.query["page[number]"], bearer(hit)])).toEqual([
      ["7", a],
      ["7", b],
    ]);
    expect([tokenRequests().length, client.usage.hits]).toEqual([2, 2]);
  });

  test("is replaced once for all requests with which it was refused", async () => {
    const { client, clock, tokenRequests } = setup(async (request, time, asked) => {
      await time.sleep(200);
      if (isTokenRequest(request)) return granted(asked === 1 ? a : b);
      return bearer(request) === a ? unauthorized : ok;
    });
    await clock.run(Promise.all(Array.from({ length: 10 }, () => client.get(path))));
    expect(tokenRequests()).toHaveLength(2);
  });

  test("refused twice is an error, with a hint", async () => {
    const { client, api, clock, tokenRequests } = setup((request) =>
      isTokenRequest(request) ? granted(a) : unauthorized,
    );
    const error = await clock.run(failure(client.get(path)));
    expect(error).toMatchObject({
      code: "E_AUTH",
      message: `GET ${path}: 401 after 2 attempts: a fresh token was refused too`,
      hint: "check that the application still exists and is active on the intranet",
    });
    expect([api.hits().length, tokenRequests().length]).toEqual([2, 2]);
  });

  test.each(["Bearer", "bearer", "BEARER"])("of type %s is a bearer token", async (type) => {
    const { client, clock } = setup((request) =>
      isTokenRequest(request) ? { json: { access_token: a, token_type: type, expires_in: 7200 } } : ok,
    );
    expect(await clock.run(client.get(path))).toEqual({ id: 1 });
  });

  test("request is repeated when the network fails, and does not count as a hit", async () => {
    const { client, clock, tokenRequests } = setup((request, _time, asked) =>
      isTokenRequest(request) ? (asked < 3 ? "reset" : granted(a)) : ok,
    );
    await clock.run(client.get(path));
    expect([tokenRequests().length, client.usage.hits]).toEqual([3, 1]);
  });

  test("request continues for the others when one caller leaves", async () => {
    const { client, clock } = setup(async (request, time) => {
      await time.sleep(1000);
      return isTokenRequest(request) ? granted(a) : ok;
    });
    const controller = new AbortController();
    const leaving = failure(client.get(path, { signal: controller.signal }));
    const staying = client.get(path);
    controller.abort();
    expect([await leaving, await clock.run(staying)]).toEqual([
      expect.objectContaining({ code: "E_ABORTED" }),
      { id: 1 },
    ]);
  });
});
