import { beforeAll, expect, test } from "vitest";
import type { Sandbox } from "@42sync/sandbox";
import { DEMO_APPLICATION } from "@42sync/sandbox";
import { ask, idsOf, ROOMY, stillSandbox } from "./ask.js";

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = stillSandbox({ size: 80 });
});

type Row = Record<string, unknown>;
const ids = (resource: string, keep: (row: Row) => boolean): unknown[] =>
  sandbox
    .rows(resource)
    .filter(keep)
    .map(({ id }) => id);
const userIdsOf = (resource: string, keep: (row: Row) => boolean): Set<unknown> =>
  new Set(
    sandbox
      .rows(resource)
      .filter(keep)
      .map((row) => row["user_id"] ?? (row["user"] as Row)["id"]),
  );
/** All ids that a nested list gives, ascending. */
async function listed(path: string): Promise<unknown[]> {
  const found: unknown[] = [];
  for (let page = 1; ; page++) {
    const some = await idsOf(sandbox, `${path}?page[size]=100&page[number]=${page}`);
    found.push(...some);
    if (some.length < 100) return found.sort((a, b) => Number(a) - Number(b));
  }
}

test("cursus, campus and coalitions list their people", async () => {
  const inCursus = userIdsOf("cursus_users", (row) => row["cursus_id"] === 21);
  expect(await listed("/v2/cursus/21/users")).toEqual(ids("users", ({ id }) => inCursus.has(id)));
  expect(await listed("/v2/cursus/42cursus/cursus_users")).toEqual(
    ids("cursus_users", (row) => row["cursus_id"] === 21),
  );
  const inParis = userIdsOf("campus_users", (row) => row["campus_id"] === 1);
  expect(await listed("/v2/campus/1/users")).toEqual(ids("users", ({ id }) => inParis.has(id)));
  const coalition = sandbox.rows("coalitions_users")[0]!["coalition_id"];
  const members = userIdsOf("coalitions_users", (row) => row["coalition_id"] === coalition);
  expect(await listed(`/v2/coalitions/${String(coalition)}/users`)).toEqual(
    ids("users", ({ id }) => members.has(id)),
  );
  expect(await listed(`/v2/coalitions/${String(coalition)}/coalitions_users`)).toEqual(
    ids("coalitions_users", (row) => row["coalition_id"] === coalition),
  );
});

test("exactly `size` students are in cursus 21", async () => {
  const { headers } = await ask(sandbox, "/v2/cursus/21/users?filter[kind]=student");
  expect(headers.get("x-total")).toBe("80");
});

test.each(["projects_users", "cursus_users", "campus_users", "coalitions_users", "locations"])(
  "a person lists their %s, by id and by login",
  async (resource) => {
    const row = sandbox.rows(resource)[3]!;
    const userId = row["user_id"] ?? (row["user"] as Row)["id"];
    const user = sandbox.rows("users").find(({ id }) => id === userId)!;
    const own = ids(resource, (one) => (one["user_id"] ?? (one["user"] as Row)["id"]) === userId);
    expect(await listed(`/v2/users/${String(userId)}/${resource}`)).toEqual(own);
    expect(await listed(`/v2/users/${String(user["login"])}/${resource}`)).toEqual(own);
  },
);

test("coalitions of a person and of a bloc", async () => {
  const bloc = sandbox.rows("blocs")[0]!;
  expect(await listed(`/v2/blocs/${String(bloc["id"])}/coalitions`)).toEqual(
    (bloc["coalitions"] as Row[]).map(({ id }) => id),
  );
  const member = sandbox.rows("coalitions_users").find((row) => row["coalition_id"] !== 10)!;
  expect(await listed(`/v2/users/${String(member["user_id"])}/coalitions`)).toContain(member["coalition_id"]);
});

test("projects of a cursus, with sessions, registrations and children", async () => {
  expect(await listed("/v2/cursus/9/projects")).toEqual(
    ids("projects", (row) => (row["cursus"] as Row[]).some(({ id }) => id === 9)),
  );
  const project = sandbox.rows("projects").find((row) => row["slug"] === "libft")!;
  expect(await listed("/v2/projects/libft/project_sessions")).toEqual(
    (project["project_sessions"] as Row[]).map(({ id }) => id),
  );
  expect(await listed(`/v2/projects/${String(project["id"])}/projects_users`)).toEqual(
    ids("projects_users", (row) => (row["project"] as Row)["id"] === project["id"]),
  );
  expect(await listed("/v2/projects/2120/projects")).toEqual([2121, 2122, 2123]);
});

test("achievements of a cursus, of a campus by its name, and the people who earned them", async () => {
  expect((await listed("/v2/cursus/21/achievements")).length).toBe(sandbox.rows("achievements").length);
  expect(await listed("/v2/campus/1/achievements")).toEqual(
    ids("achievements", (row) => (row["campus"] as string[]).includes("Paris")),
  );
  const earned = sandbox.rows("achievements_users")[0]!["achievement_id"];
  expect(await listed(`/v2/achievements/${String(earned)}/achievements_users`)).toEqual(
    ids("achievements_users", (row) => row["achievement_id"] === earned),
  );
});

test("a person's own page adds related rows", async () => {
  const light = sandbox.rows("users").at(-5)!;
  const { body } = await ask(sandbox, `/v2/users/${String(light["login"])}`);
  expect(body).toMatchObject(light);
  expect(Object.keys(body as Row).slice(Object.keys(light).length)).toEqual([
    "groups",
    "cursus_users",
    "projects_users",
    "languages_users",
    "achievements",
    "titles",
    "titles_users",
    "partnerships",
    "patroned",
    "patroning",
    "expertises_users",
    "roles",
    "campus",
    "campus_users",
  ]);
});

test("pages by id or slug", async () => {
  expect((await ask(sandbox, "/v2/cursus/42cursus")).body).toEqual(
    sandbox.rows("cursus").find(({ id }) => id === 21),
  );
  expect((await ask(sandbox, "/v2/projects/libft")).body).toEqual(
    sandbox.rows("projects").find(({ slug }) => slug === "libft"),
  );
});

test.each([
  "/v2/nothing",
  "/v2/users/1",
  "/v2/users/1/locations",
  "/v2/me",
  "/v2/locations/38000023",
  "/v2/campus/7",
  "/v2/coalitions/10",
  "/v2/campus/1/projects_users",
  "/elsewhere",
])("%s is 404 with {}", async (path) => {
  const { status, body } = await ask(sandbox, path);
  expect([status, body]).toEqual([404, {}]);
});

test("without the role, an application gets 403 for the resource, nested or not", async () => {
  const denied = stillSandbox({ size: 5, applications: [{ ...ROOMY, forbidden: ["coalitions"] }] });
  const body = {
    status: 403,
    data: { error: "Access Denied", message: "You are not authorized to access this page." },
  };
  expect(await ask(denied, "/v2/coalitions")).toMatchObject({ status: 403, body });
  expect(await ask(denied, "/v2/blocs/3/coalitions")).toMatchObject({ status: 403, body });
  expect((await ask(denied, "/v2/blocs")).status).toBe(200);
});

test("every response has the real API's headers", async () => {
  const { headers } = await ask(sandbox, "/v2/campus");
  expect([...headers.keys()].sort()).toEqual([
    "cache-control",
    "content-type",
    "date",
    "etag",
    "link",
    "server",
    "vary",
    "x-application-id",
    "x-application-name",
    "x-application-roles",
    "x-hourly-ratelimit-limit",
    "x-hourly-ratelimit-remaining",
    "x-page",
    "x-per-page",
    "x-request-id",
    "x-runtime",
    "x-secondly-ratelimit-limit",
    "x-secondly-ratelimit-remaining",
    "x-total",
  ]);
});

test("records every request, including token requests", async () => {
  const own = stillSandbox({ size: 3 });
  await ask(own, "/v2/users?filter[id]=1,2&page[size]=5");
  expect(own.requests).toEqual([
    {
      at: own.now,
      method: "POST",
      path: "/oauth/token",
      query: {},
      status: 200,
      application: DEMO_APPLICATION.clientId,
    },
    {
      at: own.now,
      method: "GET",
      path: "/v2/users",
      query: { "filter[id]": "1,2", "page[size]": "5" },
      status: 200,
      application: DEMO_APPLICATION.clientId,
    },
  ]);
  own.clearRequests();
  expect(own.requests).toEqual([]);
});
