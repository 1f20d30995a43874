import { describe, expect, test } from "vitest";
import { BudgetError, createClient, type Client, type ClientOptions } from "../../../src/index.js";
import { credentials, failure, roomy, secret } from "../../client/client-of.js";
import {
  createFakeApi,
  granted,
  isTokenRequest,
  type FakeAnswer,
  type FakeApi,
  type FakeRequest,
} from "../../fake-api.js";
import { createFakeClock, type FakeClock } from "../../fake-clock.js";

const path = "/v2/users/norminet";
const [a, b] = ["a".repeat(64), "b".repeat(64)] as const;
const unauthorized: FakeAnswer = {
  status: 401,
  headers: { "www-authenticate": 'Bearer realm="42 API", error="invalid_token"' },
  json: { status: 401, error: "The access token expired" },
};
const bearer = (request: FakeRequest): string =>
  (request.headers.get("authorization") ?? "").replace("Bearer ", "");

interface Setup {
  readonly client: Client;
  readonly api: FakeApi;
  readonly clock: FakeClock;
  readonly tokenRequests: () => readonly FakeRequest[];
  readonly lines: string[];
}

function setup(
  answer: (request: FakeRequest, clock: FakeClock, tokenRequest: number) => FakeAnswer | Promise<FakeAnswer>,
  options: Partial<ClientOptions> = {},
): Setup {
  const clock = createFakeClock();
  let asked = 0;
  const api = createFakeApi(clock, (request) => {
    if (isTokenRequest(request)) asked += 1;
    return answer(request, clock, asked);
  });
  const lines: string[] = [];
  const note = (line: string): void => {
    lines.push(line);
  };
  const client = createClient({
    ...credentials,
    clock,
    fetch: api.fetch,
    random: () => 0.5,
    logger: { debug: note, info: note, warn: note, error: note },
    ...options,
  } as ClientOptions);
  return { client, api, clock, lines, tokenRequests: () => api.requests.filter(isTokenRequest) };
}

const ok: FakeAnswer = { json: { id: 1 }, headers: roomy };

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

describe("a secret", () => {
  const refuses =
    (refused: string) =>
    (request: FakeRequest): FakeAnswer => {
      if (!isTokenRequest(request)) return ok;
      return new URLSearchParams(request.body).get("client_secret") === refused
        ? {
            status: 401,
            json: {
              error: "invalid_client",
              error_description: "Client authentication failed due to unknown client.",
            },
          }
        : granted(a);
    };

  test("that is refused is an error, with a hint about 42's rotation", async () => {
    const { client, api, clock } = setup(refuses(secret));
    expect(await clock.run(failure(client.get(path)))).toMatchObject({
      code: "E_AUTH",
      message: "POST /oauth/token: 42 refuses the application's id or secret (invalid_client)",
      hint:
        "check that both were copied completely; 42 also rotates secrets about monthly: copy the current " +
        "one from the application's page on the intranet, and pass the next one as nextClientSecret",
    });
    expect([api.requests.length, client.usage.hits]).toEqual([1, 0]);
  });

  test("that is refused is replaced by the next one, which stays in use", async () => {
    const { client, clock, tokenRequests, lines } = setup(
      (request) => {
        const answer = refuses(secret)(request);
        return isTokenRequest(request) &&
          answer !== "hang" &&
          answer !== "reset" &&
          answer.status === undefined
          ? granted(a, 10)
          : answer;
      },
      { nextClientSecret: "s-s4t2ud-next" },
    );
    await clock.run(client.get(path));
    clock.jump(10_000);
    await clock.run(client.get(path));
    expect(
      tokenRequests().map(
        (request) => new URLSearchParams(request.body).get("client_secret") === "s-s4t2ud-next",
      ),
    ).toEqual([false, true, true]);
    expect(lines).toEqual([
      "42 refused the client secret but accepted the next one, so it has rotated them: replace " +
        "the client secret with the next one",
    ]);
  });

  test.each([
    [
      "in six days",
      6 * 86_400,
      [
        "the client secret expires at 2026-11-29T08:00:00.000Z; generate the next one on the intranet " +
          "and pass it as nextClientSecret",
      ],
    ],
    ["in a month", 30 * 86_400, []],
  ] as const)("that ends %s", async (_name, seconds, warnings) => {
    const until = Math.floor(Date.parse("2026-11-23T08:00:00Z") / 1000) + seconds;
    const { client, clock, lines } = setup((request) =>
      isTokenRequest(request)
        ? { json: { access_token: a, token_type: "bearer", expires_in: 7200, secret_valid_until: until } }
        : ok,
    );
    expect(client.secretValidUntil).toBeNull();
    await clock.run(client.get(path));
    expect([client.secretValidUntil, lines]).toEqual([new Date(until * 1000), warnings]);
  });

  test("of an application without the scope gets a hint", async () => {
    const { client, clock } = setup(() => ({
      status: 401,
      json: {
        error: "invalid_scope",
        error_description: "The requested scope is invalid, unknown, or malformed.",
      },
    }));
    expect(await clock.run(failure(client.get(path)))).toMatchObject({
      code: "E_AUTH",
      message: "POST /oauth/token: refused (invalid_scope)",
      hint: "grant the application this scope on the intranet, or request a token without it",
    });
  });

  test("and the token appear in no URL, no log line and no error", async () => {
    const everything: string[] = [];
    const answers: readonly FakeAnswer[] = [
      "reset",
      { status: 500, json: { error: `trace ${secret.slice(9)} ${a}` } },
      { status: 400, json: { message: `token ${a} is bad` } },
      unauthorized,
      { body: `{"access_token":"${a}` },
    ];
    for (const bad of answers) {
      for (const where of ["token", "path"] as const) {
        const { client, api, clock, lines } = setup((request) =>
          (where === "token") === isTokenRequest(request) ? bad : isTokenRequest(request) ? granted(a) : ok,
        );
        const error = await clock.run(failure(client.get(path)));
        everything.push(
          ...lines,
          ...api.requests.map((request) => `${request.path} ${JSON.stringify(request.query)}`),
          ...textsOf(error),
        );
      }
    }
    expect(
      everything.filter(
        (text) => text.includes(secret) || text.includes(secret.slice(9)) || text.includes(a),
      ),
    ).toEqual([]);
  });
});

/** Everything that a log of the error could show, causes and hidden fields included. */
function textsOf(value: unknown, depth = 0): readonly string[] {
  if (typeof value !== "object" || value === null || depth > 6) return [String(value)];
  return Object.getOwnPropertyNames(value).flatMap((name) =>
    textsOf((value as Record<string, unknown>)[name], depth + 1),
  );
}

describe("the caller's own token provider", () => {
  test("is called for every request and for refusals", async () => {
    const told: string[] = [];
    let token = a;
    const provider = {
      token: () => Promise.resolve(token),
      refused: (refused: string) => {
        told.push(refused);
        token = b;
        return Promise.resolve(token);
      },
    };
    const clock = createFakeClock();
    const api = createFakeApi(clock, (request) => (bearer(request) === a ? unauthorized : ok));
    const client = createClient({ token: provider, applicationId: "mine", clock, fetch: api.fetch });
    expect(await clock.run(client.get(path))).toEqual({ id: 1 });
    expect([told, api.requests.map(bearer), client.secretValidUntil]).toEqual([[a], [a, b], null]);
  });
});
