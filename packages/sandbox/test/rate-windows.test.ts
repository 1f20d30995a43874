import { createSandbox, DEMO_APPLICATION, type Sandbox, type SandboxOptions } from "@42sync/sandbox";
import { expect, test } from "vitest";
import { tokenOf } from "./ask.js";

/** A sandbox, and statuses of `count` requests in a row. */
async function burst(
  options: SandboxOptions = {},
): Promise<{ sandbox: Sandbox; get: () => Promise<Response> }> {
  const sandbox = createSandbox({ size: 3, clock: () => 0, ...options });
  const token = await tokenOf(sandbox);
  return {
    sandbox,
    get: () => sandbox.fetch("/v2/cursus", { headers: { authorization: `Bearer ${token}` } }),
  };
}

const rate = ({ headers }: Response): (string | null)[] =>
  [
    "x-secondly-ratelimit-limit",
    "x-secondly-ratelimit-remaining",
    "x-hourly-ratelimit-limit",
    "x-hourly-ratelimit-remaining",
  ].map((name) => headers.get(name));

test("reports limits and remaining requests on every response", async () => {
  const { get } = await burst();
  const first = await get();
  expect(rate(first)).toEqual(["2", "1", "1200", "1199"]);
  expect(
    ["x-application-id", "x-application-name", "x-application-roles"].map((name) => first.headers.get(name)),
  ).toEqual(["4242", "42sync sandbox", "None"]);
  expect(rate(await get())).toEqual(["2", "0", "1200", "1198"]);
});

test("answers the third request of a second with 429, and counts it", async () => {
  const { sandbox, get } = await burst();
  await get();
  await get();
  const third = await get();
  expect([
    third.status,
    third.headers.get("content-type"),
    third.headers.get("retry-after"),
    await third.text(),
  ]).toEqual([429, "text/plain", "1", "429 Too Many Requests (Spam Rate Limit Exceeded)"]);
  expect(rate(third)).toEqual(["2", "0", "1200", "1197"]);
  sandbox.advance(1000);
  expect((await get()).status).toBe(200);
});

test("windows follow the clock: two requests just before the second ends and two just after it pass", async () => {
  const { sandbox, get } = await burst({ now: "2026-11-23T08:00:00.990Z" });
  const statuses = [(await get()).status, (await get()).status];
  sandbox.advance(10);
  statuses.push((await get()).status, (await get()).status, (await get()).status);
  expect(statuses).toEqual([200, 200, 200, 200, 429]);
});

test("Retry-After points to the next clock hour when the hour is used up", async () => {
  const { sandbox, get } = await burst({
    now: "2026-11-23T08:57:51Z",
    applications: [{ ...DEMO_APPLICATION, perSecond: 1000, perHour: 3 }],
  });
  expect([(await get()).status, (await get()).status, (await get()).status]).toEqual([200, 200, 200]);
  const fourth = await get();
  expect([fourth.status, fourth.headers.get("retry-after")]).toEqual([429, "129"]);
  sandbox.advance(129_000);
  expect((await get()).status).toBe(200);
});

test("omits Retry-After on request", async () => {
  const { get } = await burst({ retryAfter: false });
  const answers = [await get(), await get(), await get()];
  expect(answers.map(({ status, headers }) => [status, headers.get("retry-after")])).toEqual([
    [200, null],
    [200, null],
    [429, null],
  ]);
});

test("counts each application separately, and doesn't count token requests", async () => {
  const other = { ...DEMO_APPLICATION, id: 7, name: "other", clientId: "u-other", roles: ["Basic tutor"] };
  const { sandbox, get } = await burst({ applications: [DEMO_APPLICATION, other] });
  await get();
  await get();
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: "u-other",
    client_secret: other.clientSecret,
  });
  const { access_token } = (await (await sandbox.fetch("/oauth/token", { method: "POST", body })).json()) as {
    access_token: string;
  };
  const answer = await sandbox.fetch("/v2/cursus", { headers: { authorization: `Bearer ${access_token}` } });
  expect([answer.status, answer.headers.get("x-application-roles"), ...rate(answer)]).toEqual([
    200,
    "Basic tutor",
    "2",
    "1",
    "1200",
    "1199",
  ]);
  expect((await get()).status).toBe(429);
});

test("the clock runs with the local clock", async () => {
  let local = 5000;
  const sandbox = createSandbox({ size: 3, clock: () => local, now: "2026-11-23T08:00:00Z" });
  local += 250;
  sandbox.advance("1m");
  expect(sandbox.now).toEqual(new Date("2026-11-23T08:01:00.250Z"));
});
