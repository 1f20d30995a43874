import { describe, expect, test } from "vitest";
import { clientOf, failure } from "../../client/client-of.js";
import type { FakeAnswer } from "../../fake-api.js";
import { path, good, inTurn } from "./answers-in-turn.js";

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
