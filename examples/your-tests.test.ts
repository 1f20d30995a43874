// Tests for your own code that calls 42 with the global fetch, as most code does: msw redirects it to the
// sandbox. No key, no network.
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";
import { sandboxHandlers } from "@42sync/sandbox/msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

const api = "https://api.intra.42.fr";
const sandbox = createSandbox({ clock: () => 0 });
const server = setupServer(...sandboxHandlers(sandbox));
beforeAll(() => void server.listen({ onUnhandledRequest: "error" }));
afterEach(() => void server.resetHandlers());
afterAll(() => void server.close());

/** Your code. */
async function loginOf(id: number): Promise<string> {
  const { clientId, clientSecret } = DEMO_APPLICATION;
  const body = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
  const granted = await fetch(`${api}/oauth/token`, { method: "POST", body: new URLSearchParams(body) });
  const { access_token: token } = (await granted.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${api}/v2/users/${String(id)}`, { headers });
  return answer.ok ? ((await answer.json()) as { login: string }).login : "nobody";
}

test("finds a login that the sandbox knows", async () => {
  const someone = sandbox.rows("users")[0];
  expect(await loginOf(Number(someone?.["id"]))).toBe(someone?.["login"]);
});

test("copes with an outage at 42", async () => {
  sandbox.fault({ kind: "status", status: 502, when: ({ path }) => path.startsWith("/v2/users") });
  expect(await loginOf(Number(sandbox.rows("users")[0]?.["id"]))).toBe("nobody");
});
