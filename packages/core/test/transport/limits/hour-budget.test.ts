import { describe, expect, test } from "vitest";
import { clientOf, failure } from "../../client/client-of.js";
import type { FakeAnswer } from "../../fake-api.js";
import { path, good, inTurn } from "../retry/answers-in-turn.js";

describe("the hour's budget", () => {
  const spent: FakeAnswer = { status: 429, headers: { "retry-after": "129" }, body: "" };

  test.each([429, 503])(
    "is used up when Retry-After of a %i is above the cap, and the error says until when",
    async (status) => {
      const { client, api, clock } = clientOf(() => ({ ...spent, status }));
      expect(await clock.run(failure(client.get(path)))).toMatchObject({
        code: "E_BUDGET",
        resetsAt: new Date("2026-11-23T08:02:09Z"),
      });
      expect(await failure(client.get(path))).toMatchObject({ code: "E_BUDGET" });
      expect([api.hits().length, client.usage.remainingThisHour]).toEqual([1, null]);
    },
  );

  test("is used up for an hour at most, however absurd Retry-After is", async () => {
    const { client, clock } = clientOf(() => ({
      status: 429,
      headers: { "retry-after": "99999999999" },
      body: "",
    }));
    expect(await clock.run(failure(client.get(path)))).toMatchObject({
      code: "E_BUDGET",
      resetsAt: new Date("2026-11-23T09:00:00Z"),
    });
  });

  test("is awaited when the client is told to", async () => {
    const lines: string[] = [];
    const note = (line: string): void => {
      lines.push(line);
    };
    const logger = { debug: () => undefined, info: note, warn: note, error: note };
    const { client, api, clock } = clientOf(inTurn(spent, good), { whenSpent: "wait", logger });
    expect(await clock.run(client.get(path))).toEqual({ id: 1 });
    expect(api.hits().map((hit) => new Date(hit.at).toISOString())).toEqual([
      "2026-11-23T08:00:00.000Z",
      "2026-11-23T08:02:09.000Z",
    ]);
    expect(lines).toEqual([
      "hourly limit reached (1200 of 1200 hits); waiting until 2026-11-23T08:02:09.000Z",
    ]);
  });

  test("is used up when 42 says that nothing remains, without another request", async () => {
    const { client, api, clock } = clientOf(() => ({
      ...(good as object),
      headers: { "x-hourly-ratelimit-limit": "1200", "x-hourly-ratelimit-remaining": "0" },
    }));
    await clock.run(client.get(path));
    expect(await failure(client.get(path))).toMatchObject({
      code: "E_BUDGET",
      resetsAt: new Date("2026-11-23T09:00:00Z"),
    });
    expect(api.hits()).toHaveLength(1);
  });

  test("the caller's own limit has no reset time", async () => {
    const { client, api, clock } = clientOf(() => good, { maxHits: 2 });
    await clock.run(client.get(path));
    await clock.run(client.get(path));
    expect(await failure(client.get(path))).toMatchObject({
      code: "E_BUDGET",
      message: "hit budget exhausted (2 of 2)",
      limit: "max hits",
      resetsAt: null,
    });
    expect([api.hits().length, client.usage.hits]).toEqual([2, 2]);
  });

  test("leaves the reserve for others", async () => {
    const { client, api, clock } = clientOf(
      (_request, hit) => ({
        ...(good as object),
        headers: { "x-hourly-ratelimit-limit": "1200", "x-hourly-ratelimit-remaining": String(203 - hit) },
      }),
      { reserve: 200 },
    );
    const spent = await clock.run(
      failure(
        (async () => {
          for (;;) await client.get(path);
        })(),
      ),
    );
    expect(spent).toMatchObject({
      code: "E_BUDGET",
      limit: "reserve",
      message: "200 hits remain this hour, and 200 are reserved for others",
      hint: "continue after 2026-11-23T09:00:00.040Z, or lower the option reserve",
      // `Date` tells whole seconds, so that the hour is known from below.
      resetsAt: new Date("2026-11-23T09:00:00.040Z"),
    });
    expect(api.hits()).toHaveLength(client.usage.hits);
    expect(client.usage).toMatchObject({ remainingThisHour: 200 });
  });

  test("a retry counts too", async () => {
    const { client, clock } = clientOf(() => ({ status: 500, body: "" }), { maxHits: 3 });
    expect(await clock.run(failure(client.get(path)))).toMatchObject({
      code: "E_BUDGET",
      message: "hit budget exhausted (3 of 3)",
      limit: "max hits",
      resetsAt: null,
    });
  });
});

describe("an API that cannot be reached", () => {
  const start = Date.parse("2026-11-23T08:00:00Z");

  test.each([
    ["refuses connections", "reset", "E_NETWORK"],
    ["does not answer", "hang", "E_TIMEOUT"],
  ] as const)("and %s is given up within 60 s", async (_name, fault, code) => {
    const { client, clock } = clientOf(() => fault, {
      retry: { attempts: { network: 1000, timeout: 1000 } },
      random: () => 1,
    });
    expect(await clock.run(failure(client.get(path)))).toMatchObject({ code, retryable: true });
    expect(clock.now() - start).toBeGreaterThan(25_000);
    expect(clock.now() - start).toBeLessThanOrEqual(60_000);
  });

  test("is described in the error", async () => {
    const { client, clock } = clientOf(() => "reset", { retry: { attempts: { network: 2 } } });
    expect(await clock.run(failure(client.get(path)))).toMatchObject({
      message: `GET ${path}: no connection (ECONNRESET) after 2 attempts`,
      cause: expect.any(TypeError) as unknown,
    });
  });

  test("a request in flight ends immediately when the signal fires, even if fetch ignores it", async () => {
    const { client, clock } = clientOf(async () => new Promise<FakeAnswer>(() => undefined));
    const controller = new AbortController();
    const failed = failure(client.get(path, { signal: controller.signal }));
    await clock.run(clock.sleep(1000));
    controller.abort();
    expect(await failed).toMatchObject({ code: "E_ABORTED" });
  });
});
