import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";
import { expect, test } from "vitest";
import { ask, askToken, stillSandbox, tokenOf } from "./ask.js";

const INVALID_CLIENT = {
  error: "invalid_client",
  error_description:
    "Client authentication failed due to unknown client, no client authentication included, or " +
    "unsupported authentication method.",
};

test("issues a token for two hours", async () => {
  const answer = await askToken(stillSandbox());
  expect(answer.status).toBe(200);
  expect(answer.headers.get("date")).toBe("Mon, 23 Nov 2026 08:00:00 GMT");
  expect(await answer.json()).toEqual({
    access_token: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    token_type: "bearer",
    expires_in: 7200,
    scope: "public",
    created_at: Date.UTC(2026, 10, 23, 8) / 1000,
    secret_valid_until: null,
  });
});

test("issues the same token until it expires, then a new one", async () => {
  const sandbox = stillSandbox({ size: 5 });
  const first = (await (await askToken(sandbox)).json()) as { access_token: string };
  sandbox.advance("85m");
  expect(await (await askToken(sandbox)).json()).toEqual({ ...first, expires_in: 2100 });
  sandbox.advance("35m");
  const second = (await (await askToken(sandbox)).json()) as { access_token: string };
  expect(second).toMatchObject({ expires_in: 7200 });
  expect(second.access_token).not.toBe(first.access_token);
});

test.each([
  [
    "a JSON body",
    () => ({
      body: JSON.stringify({
        grant_type: "client_credentials",
        client_id: DEMO_APPLICATION.clientId,
        client_secret: DEMO_APPLICATION.clientSecret,
      }),
      headers: { "content-type": "application/json" },
    }),
  ],
  [
    "HTTP Basic",
    () => ({
      body: new URLSearchParams({ grant_type: "client_credentials" }),
      headers: {
        authorization: `Basic ${btoa(`${DEMO_APPLICATION.clientId}:${DEMO_APPLICATION.clientSecret}`)}`,
      },
    }),
  ],
  ["the query", () => ({})],
])("takes the client from %s", async (place, init) => {
  const query = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: DEMO_APPLICATION.clientId,
    client_secret: DEMO_APPLICATION.clientSecret,
  });
  const answer = await stillSandbox().fetch(
    place === "the query" ? `/oauth/token?${query.toString()}` : "/oauth/token",
    { method: "POST", ...init() },
  );
  expect(answer.status).toBe(200);
});

test.each([
  [{ client_secret: "wrong" }, 401, INVALID_CLIENT],
  [{ client_id: "nobody" }, 401, INVALID_CLIENT],
  [
    { grant_type: "password" },
    401,
    {
      error: "unsupported_grant_type",
      error_description: "The authorization grant type is not supported by the authorization server.",
    },
  ],
  [
    { scope: "public projects" },
    401,
    { error: "invalid_scope", error_description: "The requested scope is invalid, unknown, or malformed." },
  ],
])("refuses %j", async (fields, status, body) => {
  const answer = await askToken(stillSandbox(), fields);
  expect([answer.status, await answer.json()]).toEqual([status, body]);
});

test("describes a token", async () => {
  const sandbox = stillSandbox();
  expect((await ask(sandbox, "/oauth/token/info")).body).toEqual({
    resource_owner_id: null,
    scopes: ["public"],
    expires_in_seconds: 7200,
    application: { uid: DEMO_APPLICATION.clientId },
    created_at: Date.UTC(2026, 10, 23, 8) / 1000,
  });
});

test("accepts the token in the query too", async () => {
  const sandbox = stillSandbox();
  expect((await sandbox.fetch(`/v2/cursus?access_token=${await tokenOf(sandbox)}`)).status).toBe(200);
});

test("answers 401 with a challenge to an unknown and to an expired token", async () => {
  const sandbox = stillSandbox({ size: 5 });
  const unknown = await sandbox.fetch("/v2/cursus", { headers: { authorization: "Bearer nonsense" } });
  expect([unknown.status, unknown.headers.get("www-authenticate"), await unknown.json()]).toEqual([
    401,
    'Bearer realm="42 API", error="invalid_token", error_description="The access token is invalid"',
    { status: 401, error: "The access token is invalid" },
  ]);
  const token = await tokenOf(sandbox);
  sandbox.advance("2h");
  const expired = await sandbox.fetch("/v2/cursus", { headers: { authorization: `Bearer ${token}` } });
  expect([expired.status, expired.headers.get("www-authenticate")]).toEqual([
    401,
    'Bearer realm="42 API", error="invalid_token", error_description="The access token expired"',
  ]);
});

test("replaces an expired token with a live one", async () => {
  const sandbox = stillSandbox();
  const token = await tokenOf(sandbox);
  sandbox.expireToken(DEMO_APPLICATION.clientId);
  expect((await sandbox.fetch("/v2/cursus", { headers: { authorization: `Bearer ${token}` } })).status).toBe(
    401,
  );
  expect((await ask(sandbox, "/v2/cursus")).status).toBe(200);
});

test("rotating replaces the secret; the token stays valid", async () => {
  const sandbox = stillSandbox();
  const token = await tokenOf(sandbox);
  sandbox.rotateSecret(DEMO_APPLICATION.clientId);
  expect((await askToken(sandbox)).status).toBe(401);
  expect((await askToken(sandbox, { client_secret: DEMO_APPLICATION.nextSecret })).status).toBe(200);
  expect((await sandbox.fetch("/v2/cursus", { headers: { authorization: `Bearer ${token}` } })).status).toBe(
    200,
  );
});

test("a secret stops working at its announced time", async () => {
  const secretValidUntil = new Date("2026-11-23T09:00:00Z");
  const sandbox = createSandbox({
    clock: () => 0,
    size: 5,
    applications: [{ ...DEMO_APPLICATION, secretValidUntil }],
  });
  expect(await (await askToken(sandbox)).json()).toMatchObject({
    secret_valid_until: secretValidUntil.getTime() / 1000,
  });
  sandbox.advance("1h");
  expect(await (await askToken(sandbox)).json()).toEqual(INVALID_CLIENT);
});
