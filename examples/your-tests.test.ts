// Tests of your own code that calls 42 with the global fetch, as most code does: msw puts the sandbox behind
// it. No key, no network.
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";
import { sandboxHandlers } from "@42sync/sandbox/msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

const api = "https://api.intra.42.fr";
const sandbox = createSandbox({ clock: () => 0 });
const server = setupServer(...sandboxHandlers(sandbox));
beforeAll(() => {
  server.listen({ onUnhandledRequest: "error" });
});
afterEach(() => {
  server.resetHandlers();
});
afterAll(() => {
  server.close();
});

/** Your code. */
async function loginOf(id: number): Promise<string> {
  const credentials = {
    grant_type: "client_credentials",
    client_id: DEMO_APPLICATION.clientId,
    client_secret: DEMO_APPLICATION.clientSecret,
  };
  const token = (await (
    await fetch(`${api}/oauth/token`, { method: "POST", body: new URLSearchParams(credentials) })
  ).json()) as { access_token: string };
  const answer = await fetch(`${api}/v2/users/${String(id)}`, {
    headers: { authorization: `Bearer ${token.access_token}` },
  });
  return answer.ok ? ((await answer.json()) as { login: string }).login : "nobody";
}

test("finds a login, as the sandbox knows it", async () => {
  const someone = sandbox.rows("users")[0];
  expect(await loginOf(Number(someone?.["id"]))).toBe(someone?.["login"]);
});

test("bears that 42 has a bad day", async () => {
  sandbox.fault({ kind: "status", status: 502, when: ({ path }) => path.startsWith("/v2/users") });
  expect(await loginOf(Number(sandbox.rows("users")[0]?.["id"]))).toBe("nobody");
});
