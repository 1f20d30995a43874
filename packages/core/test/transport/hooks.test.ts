import { describe, expect, test } from "vitest";
import type { Hooks } from "../../src/index.js";
import { clientOf, failure, roomy, secret } from "../client/client-of.js";

/** Hooks that note what they are told, in order. */
function noted(): {
  readonly hooks: Required<Hooks>;
  readonly told: readonly (readonly [string, unknown])[];
} {
  const told: (readonly [string, unknown])[] = [];
  const note =
    (name: string) =>
    (what: unknown): void => {
      told.push([name, what]);
    };
  return {
    told,
    hooks: {
      onRequest: note("request"),
      onResponse: note("response"),
      onRetry: note("retry"),
      onWait: note("wait"),
    },
  };
}

describe("hooks", () => {
  test("are called for the token, each request and its answer, in order", async () => {
    const { hooks, told } = noted();
    const { client } = clientOf(() => ({ json: { id: 1 }, headers: { ...roomy } }), hooks);
    await client.get("/v2/users/1", { query: { "filter[kind]": "a b" } });
    expect(told).toEqual([
      ["request", { method: "POST", path: "/oauth/token", waitedMs: 0 }],
      [
        "response",
        {
          method: "POST",
          path: "/oauth/token",
          status: 200,
          bytes: expect.any(Number) as number,
          tookMs: 0,
          remainingThisHour: null,
        },
      ],
      ["request", { method: "GET", path: "/v2/users/1?filter[kind]=a b", waitedMs: 0 }],
      [
        "response",
        {
          method: "GET",
          path: "/v2/users/1?filter[kind]=a b",
          status: 200,
          bytes: 8,
          tookMs: 0,
          remainingThisHour: 999_000,
        },
      ],
    ]);
  });

  test("get how long the rate limit held a request back", async () => {
    const { hooks, told } = noted();
    const { client, clock } = clientOf(() => ({ json: {} }), hooks);
    for (let request = 0; request < 3; request += 1) await clock.run(client.get("/v2/cursus"));
    const waited = told
      .filter(([name, what]) => name === "request" && (what as { method: string }).method === "GET")
      .map(([, what]) => (what as { waitedMs: number }).waitedMs);
    expect([waited.slice(0, 2), (waited[2] ?? 0) > 900]).toEqual([[0, 0], true]);
  });

  test("are called before another attempt, with its pause", async () => {
    const { hooks, told } = noted();
    const { client, clock } = clientOf(
      (_request, hit) => (hit === 1 ? { status: 502, body: "" } : { json: {} }),
      hooks,
    );
    const start = clock.now();
    await clock.run(client.get("/v2/cursus"));
    expect(told.slice(3)).toEqual([
      [
        "response",
        { method: "GET", path: "/v2/cursus", status: 502, bytes: 0, tookMs: 0, remainingThisHour: null },
      ],
      [
        "retry",
        {
          path: "/v2/cursus",
          kind: "502",
          reason: expect.stringContaining("502") as string,
          attempts: 1,
          delayMs: 500,
        },
      ],
      ["wait", { reason: "retry", ms: 500, until: new Date(start + 500) }],
      ["request", { method: "GET", path: "/v2/cursus", waitedMs: expect.any(Number) as number }],
      [
        "response",
        { method: "GET", path: "/v2/cursus", status: 200, bytes: 2, tookMs: 0, remainingThisHour: null },
      ],
    ]);
  });

  test("are called for a request without an answer by the attempt that follows", async () => {
    const { hooks, told } = noted();
    const { client, clock } = clientOf((_request, hit) => (hit === 1 ? "reset" : { json: {} }), hooks);
    await clock.run(client.get("/v2/cursus"));
    expect(told.slice(2).map(([name]) => name)).toEqual(["request", "retry", "wait", "request", "response"]);
  });

  test("are called for the wait until the next hour", async () => {
    const { hooks, told } = noted();
    const { client, clock } = clientOf(
      (_request, hit) =>
        hit === 1 ? { status: 429, body: "", headers: { "retry-after": "129" } } : { json: {} },
      { ...hooks, whenSpent: "wait" },
    );
    const start = clock.now();
    await clock.run(client.get("/v2/cursus"));
    const waits = told
      .filter(([name]) => name === "wait")
      .map(([, what]) => what as { reason: string; ms: number; until: Date });
    expect(waits).toEqual([
      { reason: "hour", ms: waits[0]!.until.getTime() - start, until: new Date(start + 129_000) },
    ]);
  });

  test("get no secret: no header, no token, and none that a caller put into the query", async () => {
    const { hooks, told } = noted();
    const { client, clock } = clientOf(
      (_request, hit) => (hit === 1 ? { status: 401, json: {} } : { json: {} }),
      hooks,
    );
    await clock.run(
      client.get("/v2/me?access_token=hunter2", { query: { client_secret: "hunter3", page: "1" } }),
    );
    const text = JSON.stringify(told);
    for (const hidden of [secret, "t".repeat(64), "Bearer", "hunter"]) expect(text).not.toContain(hidden);
    expect(told.find(([name]) => name === "retry")).toEqual([
      "retry",
      {
        path: expect.stringContaining("access_token=***") as string,
        kind: "unauthorized",
        reason: expect.any(String) as string,
        attempts: 1,
        delayMs: 0,
      },
    ]);
    expect(text).toContain("client_secret=***&page=1");
  });

  test.each(["onRequest", "onResponse", "onRetry", "onWait"] as const)(
    "an error thrown by %s is thrown by its request, which is not retried",
    async (name) => {
      const mine = new Error("mine");
      const { client, api, clock } = clientOf(
        (_request, hit) => (hit === 1 ? { status: 502, body: "" } : { json: {} }),
        {
          [name]: (what: { path?: string }) => {
            if (what.path !== "/oauth/token") throw mine;
          },
        },
      );
      expect(await clock.run(failure(client.get("/v2/cursus")))).toBe(mine);
      expect(api.hits()).toHaveLength(name === "onRequest" ? 0 : 1);
    },
  );
});
