import { describe, expect, test } from "vitest";
import { createClient } from "../../../src/index.js";
import { failure, secret } from "../../client/client-of.js";
import { createFakeApi, granted, isTokenRequest, type FakeAnswer, type FakeRequest } from "../../fake-api.js";
import { createFakeClock } from "../../fake-clock.js";
import { path, a, b, unauthorized, bearer, setup, ok } from "./token-client.js";

/** Everything that a log of the error could show, causes and hidden fields included. */
function textsOf(value: unknown, depth = 0): readonly string[] {
  if (typeof value !== "object" || value === null || depth > 6) return [String(value)];
  return Object.getOwnPropertyNames(value).flatMap((name) =>
    textsOf((value as Record<string, unknown>)[name], depth + 1),
  );
}

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
