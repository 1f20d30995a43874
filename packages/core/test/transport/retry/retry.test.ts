import { describe, expect, test } from "vitest";
import { clientOf, failure } from "../../client/client-of.js";
import type { FakeAnswer } from "../../fake-api.js";

const path = "/v2/users/norminet";
const good: FakeAnswer = { json: { id: 1 } };

/** Answers what is given, one after the other, and the last one for ever. */
const inTurn =
  (...answers: FakeAnswer[]) =>
  (_request: unknown, hit: number): FakeAnswer =>
    answers[Math.min(hit, answers.length) - 1] ?? good;

const passing: readonly (readonly [string, FakeAnswer])[] = [
  [
    "429",
    {
      status: 429,
      headers: { "content-type": "text/plain" },
      body: "429 Too Many Requests (Spam Rate Limit Exceeded)",
    },
  ],
  ["500", { status: 500, json: { status: 500, error: "Internal Server Error" } }],
  ["502", { status: 502, body: "<html><h1>502 Bad Gateway</h1></html>" }],
  ["503", { status: 503, body: "<html>Just a moment...</html>" }],
  ["504", { status: 504, body: "" }],
  ["a status of the gate, 522", { status: 522, body: "" }],
  ["a broken connection", "reset"],
  ["no answer in time", "hang"],
  ["an answer that is cut off", { body: '[{"id": 1}, {"i' }],
  ["an HTML page with 200", { body: "<!DOCTYPE html><title>Just a moment...</title>" }],
  ["an empty answer with 200", { body: "" }],
];

describe("retries what may pass", () => {
  test.each(passing)("%s", async (_name, fault) => {
    const { client, api, clock } = clientOf(inTurn(fault, good));
    expect(await clock.run(client.get(path))).toEqual({ id: 1 });
    expect([api.hits().length, client.usage.hits]).toEqual([2, 2]);
  });
});

describe("does not retry what stays as it is", () => {
  test.each([400, 403, 404, 422, 410])("%i", async (status) => {
    const { client, api, clock } = clientOf(() => ({
      status,
      json: { error: "Filter Error", message: "Attributes campus_id doesn't exists." },
    }));
    const error = await clock.run(failure(client.get(path)));
    expect(error).toMatchObject({
      code: status === 403 ? "E_FORBIDDEN" : "E_HTTP",
      status,
      message: `GET ${path}: ${String(status)}`,
      context: { answer: "Attributes campus_id doesn't exists.", attempts: 1 },
    });
    expect(api.hits()).toHaveLength(1);
  });
});

describe("each fault has its own attempts", () => {
  const limits = {
    500: [4, "E_HTTP"],
    502: [4, "E_HTTP"],
    503: [5, "E_HTTP"],
    504: [4, "E_HTTP"],
    429: [8, "E_RATE_LIMIT"],
  } as const;
  test.each([500, 502, 503, 504, 429] as const)("%i", async (status) => {
    const { client, api, clock } = clientOf(() => ({ status, body: "" }));
    const [attempts, code] = limits[status];
    expect(await clock.run(failure(client.get(path)))).toMatchObject({
      code,
      status,
      message: `GET ${path}: ${String(status)} after ${String(attempts)} attempts`,
      retryable: true,
    });
    expect(api.hits()).toHaveLength(attempts);
  });

  test("a truncated answer", async () => {
    const { client, api, clock } = clientOf(() => ({ body: "[" }));
    expect(await clock.run(failure(client.get(path)))).toMatchObject({
      code: "E_BODY",
      message: `GET ${path}: an answer that is truncated or not JSON after 4 attempts`,
    });
    expect(api.hits()).toHaveLength(4);
  });

  test("and one does not use up another's", async () => {
    const faults: FakeAnswer[] = [500, 502, 500, 504, 500, 502, 504].map((status) => ({ status, body: "" }));
    const { client, api, clock } = clientOf(inTurn(...faults, good));
    await clock.run(client.get(path));
    expect(api.hits()).toHaveLength(8);
  });

  test("nor the next request's", async () => {
    const three: FakeAnswer[] = [500, 500, 500].map((status) => ({ status, body: "" }));
    const { client, clock } = clientOf(inTurn(...three, good, ...three, good));
    await clock.run(client.get(path));
    expect(await clock.run(client.get(path))).toEqual({ id: 1 });
  });

  test("the caller may set them", async () => {
    const { client, api, clock } = clientOf(() => ({ status: 500, body: "" }), {
      retry: { attempts: { 500: 1 } },
    });
    expect(await clock.run(failure(client.get(path)))).toMatchObject({ message: `GET ${path}: 500` });
    expect(api.hits()).toHaveLength(1);
  });
});

describe("pauses", () => {
  const pauses = (api: { readonly hits: () => readonly { readonly at: number }[] }): number[] =>
    api
      .hits()
      .slice(1)
      .map((hit, index) => hit.at - (api.hits()[index]?.at ?? 0));

  test("grow twofold, spread over their whole length", async () => {
    const { client, api, clock } = clientOf(() => ({ status: 503, body: "" }));
    await clock.run(failure(client.get(path)));
    // random() is 0.5; the limiter makes the third start wait a little.
    expect(pauses(api)).toEqual([500, 1000, 2000, 4000]);
  });

  test("last exactly as long as Retry-After says, in seconds", async () => {
    const { client, api, clock } = clientOf(
      inTurn({ status: 429, headers: { "retry-after": "7" }, body: "" }, good),
      { random: () => 0 },
    );
    await clock.run(client.get(path));
    expect(pauses(api)).toEqual([7000]);
  });

  test("or as a date", async () => {
    const { client, api, clock } = clientOf(
      inTurn({ status: 503, headers: { "retry-after": "Mon, 23 Nov 2026 08:00:09 GMT" }, body: "" }, good),
    );
    await clock.run(client.get(path));
    expect(pauses(api)).toEqual([9000]);
  });

  test("end immediately when the signal fires", async () => {
    const { client, clock } = clientOf(() => ({ status: 429, headers: { "retry-after": "50" }, body: "" }));
    const controller = new AbortController();
    const failed = failure(client.get(path, { signal: controller.signal }));
    await clock.run(clock.sleep(10_000));
    controller.abort();
    expect([await failed, clock.now() - Date.parse("2026-11-23T08:00:00Z")]).toEqual([
      expect.objectContaining({ code: "E_ABORTED" }),
      10_000,
    ]);
  });
});

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
