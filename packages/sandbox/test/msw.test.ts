import { setupServer } from "msw/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sandboxHandlers } from "@42sync/sandbox/msw";
import { stillSandbox, tokenOf } from "./ask.js";

const sandbox = stillSandbox({ size: 10 });
const staging = stillSandbox({ size: 4 });
const server = setupServer(
  ...sandboxHandlers(sandbox),
  ...sandboxHandlers(staging, { url: "https://api.intra-staging.42.fr/" }),
);
beforeAll(() => {
  server.listen({ onUnhandledRequest: "error" });
});
afterAll(() => {
  server.close();
});

test("global fetch reaches the sandbox", async () => {
  const answer = await fetch("https://api.intra.42.fr/v2/users?sort=id&page[size]=2", {
    headers: { authorization: `Bearer ${await tokenOf(sandbox)}` },
  });
  expect([answer.status, await answer.json()]).toEqual([200, sandbox.rows("users").slice(0, 2)]);
});

test("another address reaches another sandbox", async () => {
  const answer = await fetch("https://api.intra-staging.42.fr/v2/users", {
    headers: { authorization: `Bearer ${await tokenOf(staging)}` },
  });
  expect(answer.headers.get("x-total")).toBe(String(staging.rows("users").length));
});

test("a reset is a network error", async () => {
  sandbox.fault({ kind: "reset" });
  await expect(fetch("https://api.intra.42.fr/v2/users")).rejects.toThrow(TypeError);
});
