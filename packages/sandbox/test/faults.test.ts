import { expect, test } from "vitest";
import type { Fault, Sandbox } from "@42sync/sandbox";
import { createSandbox } from "@42sync/sandbox";
import { ask, stillSandbox, tokenOf } from "./ask.js";

async function get(sandbox: Sandbox, init: RequestInit = {}): Promise<Response> {
  return sandbox.fetch("/v2/cursus", {
    ...init,
    headers: { authorization: `Bearer ${await tokenOf(sandbox)}` },
  });
}
const onApi = { when: ({ path }) => path.startsWith("/v2/") } satisfies Partial<Fault>;

test.each([
  [
    { kind: "status" },
    500,
    "application/json; charset=utf-8",
    '{"status":500,"error":"Internal Server Error"}',
  ],
  [{ kind: "status", status: 502 }, 502, "text/html", expect.stringContaining("502 Bad Gateway") as string],
  [
    { kind: "status", status: 418, body: "teapot", headers: { "Content-Type": "text/plain" } },
    418,
    "text/plain",
    "teapot",
  ],
  [{ kind: "html" }, 503, "text/html; charset=UTF-8", expect.stringContaining("Just a moment") as string],
  [
    { kind: "html", status: 200 },
    200,
    "text/html; charset=UTF-8",
    expect.stringContaining("Just a moment") as string,
  ],
  [{ kind: "empty" }, 200, "application/json; charset=utf-8", ""],
] satisfies [Fault, number, string, string][])("%j", async (fault, status, type, text) => {
  const sandbox = stillSandbox({ size: 3 });
  sandbox.fault({ ...fault, ...onApi });
  const answer = await get(sandbox);
  expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([
    status,
    type,
    text,
  ]);
  expect((await get(sandbox)).status).toBe(200);
});

test("a truncated response is half of the real one", async () => {
  const sandbox = stillSandbox({ size: 3 });
  const whole = await (await get(sandbox)).text();
  sandbox.fault({ kind: "truncated", ...onApi });
  expect(await (await get(sandbox)).text()).toBe(whole.slice(0, Math.floor(whole.length / 2)));
});

test("retry-after is a 429 with Retry-After", async () => {
  const sandbox = stillSandbox({ size: 3 });
  sandbox.fault({
    kind: "retry-after",
    headers: { "Retry-After": "Mon, 23 Nov 2026 08:00:09 GMT" },
    ...onApi,
  });
  const answer = await get(sandbox);
  expect([answer.status, answer.headers.get("retry-after"), await answer.text()]).toEqual([
    429,
    "Mon, 23 Nov 2026 08:00:09 GMT",
    "429 Too Many Requests (Spam Rate Limit Exceeded)",
  ]);
});

test("a reset rejects like fetch, and the request is recorded without a status", async () => {
  const sandbox = stillSandbox({ size: 3 });
  sandbox.fault({ kind: "reset", ...onApi });
  await expect(get(sandbox)).rejects.toMatchObject({ name: "TypeError", cause: { code: "ECONNRESET" } });
  expect(sandbox.requests.at(-1)).toMatchObject({ path: "/v2/cursus", status: 0 });
});

test("a hang ends with the abort signal", async () => {
  const sandbox = stillSandbox({ size: 3 });
  sandbox.fault({ kind: "hang", ...onApi });
  const abort = new AbortController();
  const answer = get(sandbox, { signal: abort.signal });
  await Promise.resolve();
  abort.abort(new Error("enough"));
  await expect(answer).rejects.toThrow("enough");
});

test("without `when`, a fault applies to the token request too", async () => {
  const sandbox = stillSandbox({ size: 3 });
  sandbox.fault({ kind: "status" });
  expect((await sandbox.fetch("/oauth/token", { method: "POST" })).status).toBe(500);
});

test("a fault applies as often as `times` says, and can be removed", async () => {
  const sandbox = stillSandbox({ size: 3 });
  const remove = sandbox.fault({ kind: "status", times: Infinity, ...onApi });
  expect([(await get(sandbox)).status, (await get(sandbox)).status]).toEqual([500, 500]);
  remove();
  expect((await get(sandbox)).status).toBe(200);
  const next = sandbox.requests.length + 4;
  sandbox.fault({
    kind: "status",
    when: ({ count, path, method, query }) =>
      count === next && path === "/v2/cursus" && method === "GET" && query["page"] === undefined,
  });
  expect([(await get(sandbox)).status, (await get(sandbox)).status, (await get(sandbox)).status]).toEqual([
    200, 500, 200,
  ]);
});

test("probabilities are seeded", async () => {
  const statuses = async (seed: number): Promise<number[]> => {
    const sandbox = stillSandbox({ size: 3, seed });
    sandbox.fault({ kind: "status", times: Infinity, probability: 0.5, ...onApi });
    return Promise.all(Array.from({ length: 20 }, async () => (await get(sandbox)).status));
  };
  const one = await statuses(1);
  expect(new Set(one)).toEqual(new Set([200, 500]));
  expect(await statuses(1)).toEqual(one);
});

test("a request over the rate limit doesn't use up a fault", async () => {
  const sandbox = createSandbox({ size: 3, clock: () => 0 });
  await get(sandbox);
  await get(sandbox);
  sandbox.fault({ kind: "status", ...onApi });
  expect((await get(sandbox)).status).toBe(429);
  sandbox.advance(1000);
  expect((await get(sandbox)).status).toBe(500);
});

test("an already aborted request is never received", async () => {
  const sandbox = stillSandbox({ size: 3 });
  await expect(sandbox.fetch("/v2/cursus", { signal: AbortSignal.abort() })).rejects.toMatchObject({
    name: "AbortError",
  });
  await expect(
    sandbox.fetch(new Request("https://api.intra.42.fr/v2/cursus", { signal: AbortSignal.abort() })),
  ).rejects.toMatchObject({ name: "AbortError" });
  expect(sandbox.requests).toEqual([]);
});

test("waits for the latency, unless aborted", async () => {
  const sandbox = stillSandbox({ size: 3, latencyMs: ({ url }) => (url.includes("slow") ? 60_000 : 1) });
  expect((await ask(sandbox, "/v2/cursus")).status).toBe(200);
  const abort = new AbortController();
  const slow = sandbox.fetch("/v2/cursus?slow=1", { signal: abort.signal });
  await Promise.resolve();
  abort.abort();
  await expect(slow).rejects.toMatchObject({ name: "AbortError" });
});
