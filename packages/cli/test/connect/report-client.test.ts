import { expect, test } from "vitest";
import { commandLine } from "../support/command-line.js";
import { jumpingClock, local42 } from "../support/local-42.js";

test("--debug shows requests, answers and further tries, without a secret", async () => {
  const { fetch, env, sandbox, application } = local42();
  sandbox.fault({ kind: "status", status: 502, when: ({ path }) => path === "/v2/cursus" });
  const { err } = await commandLine(["get", "/v2/cursus", "--filter", "id=21", "--debug"], {
    env,
    fetch,
    clock: jumpingClock(sandbox.now.getTime()),
  });
  expect(
    err
      .replaceAll(/\d+ ms/g, "<ms>")
      .replaceAll(/[\d.]+ k?B/g, "<size>")
      .split("\n"),
  ).toEqual([
    "debug: POST /oauth/token",
    "debug: 200 /oauth/token: <size> in <ms>",
    "debug: GET /v2/cursus?filter[id]=21",
    "debug: 502 /v2/cursus?filter[id]=21: <size> in <ms>, 999999 remaining this hour",
    "debug: /v2/cursus?filter[id]=21: 502, attempt 2 in <ms>",
    "debug: GET /v2/cursus?filter[id]=21",
    "debug: 200 /v2/cursus?filter[id]=21: <size> in <ms>, 999998 remaining this hour",
    "",
  ]);
  expect(err).not.toContain(application.clientSecret);
});

test("without it nothing is said", async () => {
  const { fetch, env } = local42();
  expect((await commandLine(["get", "/v2/cursus", "--filter", "id=21"], { env, fetch })).err).toBe("");
});

test("a request that keeps failing is told, so that nobody waits without a word", async () => {
  const { fetch, env, sandbox } = local42();
  sandbox.fault({ kind: "status", status: 502, times: 3, when: ({ path }) => path === "/v2/cursus" });
  const { code, err } = await commandLine(["get", "/v2/cursus", "--filter", "id=21"], {
    env,
    fetch,
    clock: jumpingClock(sandbox.now.getTime()),
  });
  expect({ code, said: err.replaceAll(/in \d.*$/gm, "in <time>") }).toEqual({
    code: 0,
    said: "warning: /v2/cursus?filter[id]=21: 502, attempt 4 in <time>\n",
  });
});
