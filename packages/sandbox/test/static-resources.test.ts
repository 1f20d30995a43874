import { beforeAll, expect, test } from "vitest";
import type { Sandbox } from "@42sync/sandbox";
import { ask, idsOf, rowsOf, stillSandbox } from "./ask.js";

type Row = Record<string, unknown>;
let sandbox: Sandbox;
beforeAll(() => {
  sandbox = stillSandbox({ size: 60 });
});

const ids = (resource: string, keep: (row: Row) => boolean): unknown[] =>
  sandbox
    .rows(resource)
    .filter(keep)
    .map(({ id }) => id);
const ascending = (list: readonly unknown[]): unknown[] => [...list].sort((a, b) => Number(a) - Number(b));
const page = async (path: string): Promise<unknown[]> =>
  ascending(await idsOf(sandbox, `${path}${path.includes("?") ? "&" : "?"}page[size]=100`));

test("the list of teams has a registration's teams, with evaluations", async () => {
  const registration = sandbox.rows("projects_users").find((row) => (row["teams"] as Row[]).length > 1)!;
  const embedded = registration["teams"] as Row[];
  const listed = await rowsOf(
    sandbox,
    `/v2/teams?filter[id]=${embedded.map(({ id }) => String(id)).join(",")}`,
  );
  // The list tells the session that there is; the embedded copies do not know it.
  expect(
    listed.map(
      ({ scale_teams: _teams, teams_uploads: _uploads, project_session_id: _session, ...row }) => row,
    ),
  ).toEqual(embedded.map(({ project_session_id: _session, ...row }) => row));
});

test("teams are listed under people, projects, sessions and cursus", async () => {
  const team = sandbox.rows("teams")[10]!;
  const userId = (team["users"] as Row[])[0]!["id"];
  expect(await page(`/v2/users/${String(userId)}/teams`)).toEqual(
    ids("teams", (row) => (row["users"] as Row[])[0]!["id"] === userId),
  );
  expect(await page(`/v2/projects/${String(team["project_id"])}/teams`)).toEqual(
    ids("teams", (row) => row["project_id"] === team["project_id"]).slice(0, 100),
  );
  expect(await page(`/v2/project_sessions/${String(team["project_session_id"])}/teams`)).toContain(
    team["id"],
  );
  expect(await page(`/v2/teams/${String(team["id"])}/users`)).toEqual([userId]);
  expect(await page("/v2/cursus/21/teams?filter[cursus]=9")).toEqual([]);
});

test("filters of teams match their rows", async () => {
  expect(await page("/v2/teams?filter[closed]=false")).toEqual(
    ids("teams", (row) => row["closed?"] === false).slice(0, 100),
  );
  expect(await page("/v2/teams?filter[with_mark]=false")).toEqual(
    ids("teams", (row) => row["final_mark"] === null).slice(0, 100),
  );
});

test("pending evaluations may hide the corrector, and come first by -filled_at", async () => {
  const waiting = ids("scale_teams", (row) => row["filled_at"] === null);
  expect(waiting.length).toBeGreaterThan(0);
  expect(await page("/v2/scale_teams?filter[filled]=false")).toEqual(waiting);
  expect(await page("/v2/scale_teams?filter[future]=true")).toEqual(waiting);
  expect(
    ascending(
      (await idsOf(sandbox, "/v2/scale_teams?sort=-filled_at&page[size]=100")).slice(0, waiting.length),
    ),
  ).toEqual(waiting);
  const correctors = new Set(
    sandbox
      .rows("scale_teams")
      .filter(({ filled_at }) => filled_at === null)
      .map((row) => typeof row["corrector"]),
  );
  expect([...correctors].every((kind) => kind === "string" || kind === "object")).toBe(true);
  for (const row of sandbox.rows("scale_teams").slice(0, 5))
    expect(JSON.stringify(row).length).toBeGreaterThan(12_000);
});

test("a person's evaluations include those given and received", async () => {
  const row = sandbox.rows("scale_teams").find(({ filled_at }) => filled_at !== null)!;
  const [corrector, corrected] = [(row["corrector"] as Row)["id"], (row["correcteds"] as Row[])[0]!["id"]];
  expect(await page(`/v2/users/${String(corrector)}/scale_teams/as_corrector`)).toContain(row["id"]);
  expect(await page(`/v2/users/${String(corrected)}/scale_teams/as_corrected`)).toContain(row["id"]);
  const all = ascending([
    ...(await page(`/v2/users/${String(corrected)}/scale_teams/as_corrected`)),
    ...(await page(`/v2/users/${String(corrected)}/scale_teams/as_corrector`)),
  ]);
  expect(await page(`/v2/users/${String(corrected)}/scale_teams`)).toEqual([...new Set(all)]);
});

test.each(["titles", "titles_users", "groups", "groups_users"])(
  "%s take page parameters only",
  async (resource) => {
    const first = await rowsOf(sandbox, `/v2/${resource}`);
    expect(await rowsOf(sandbox, `/v2/${resource}?filter[id]=1&range[id]=1,2&sort=-id`)).toEqual(first);
  },
);

test("titles and groups are on a person's page, and list their people", async () => {
  const link = sandbox.rows("titles_users")[0]!;
  const { body } = await ask(sandbox, `/v2/users/${String(link["user_id"])}`);
  expect((body as { titles: Row[] }).titles.map(({ id }) => id)).toContain(link["title_id"]);
  expect(await page(`/v2/titles/${String(link["title_id"])}/users`)).toContain(link["user_id"]);
  const member = sandbox.rows("groups_users")[0]!;
  expect(await page(`/v2/users/${String(member["user_id"])}/groups`)).toContain(member["group_id"]);
  const titled = sandbox.rows("achievements").find(({ title }) => title !== null)!;
  expect(await page(`/v2/titles/${String((titled["title"] as Row)["id"])}/achievements`)).toContain(
    titled["id"],
  );
});

test("events of a campus, of a person, in the future; the campus filter of registrations does nothing", async () => {
  const event = sandbox.rows("events").find(({ nbr_subscribers }) => Number(nbr_subscribers) > 0)!;
  expect(await page(`/v2/campus/${String((event["campus_ids"] as unknown[])[0])}/events`)).toContain(
    event["id"],
  );
  const registrations = await rowsOf(
    sandbox,
    `/v2/events/${String(event["id"])}/events_users?page[size]=100`,
  );
  expect(registrations).toHaveLength(Number(event["nbr_subscribers"]));
  expect(await page(`/v2/users/${String(registrations[0]!["user_id"])}/events`)).toContain(event["id"]);
  expect(await page("/v2/events?filter[future]=true")).toEqual(
    ids("events", ({ begin_at }) => Date.parse(String(begin_at)) > sandbox.now.getTime()),
  );
  expect(await idsOf(sandbox, "/v2/events_users?filter[campus_id]=999")).toEqual(
    await idsOf(sandbox, "/v2/events_users"),
  );
});

test("scores can be sorted but not filtered; a bloc has the scores of its coalitions", async () => {
  const score = sandbox.rows("scores")[0]!;
  const bloc = sandbox
    .rows("blocs")
    .find((row) => (row["coalitions"] as Row[]).some(({ id }) => id === score["coalition_id"]))!;
  const own = new Set((bloc["coalitions"] as Row[]).map(({ id }) => id));
  expect(await page(`/v2/blocs/${String(bloc["id"])}/scores`)).toEqual(
    ids("scores", (row) => own.has(row["coalition_id"])),
  );
  expect(await idsOf(sandbox, "/v2/scores?filter[id]=1&sort=id")).toEqual(
    ids("scores", () => true).slice(0, 30),
  );
  expect((await ask(sandbox, "/v2/scores?sort=rank")).status).toBe(400);
});

test("times of balances have no zone", () => {
  for (const row of sandbox.rows("balances"))
    expect(row["begin_at"]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
});

test("skills come by name, languages by descending id", async () => {
  const names = (await rowsOf(sandbox, "/v2/skills")).map(({ name }) => String(name));
  expect(names).toEqual([...names].sort());
  expect(await idsOf(sandbox, "/v2/languages")).toEqual(ids("languages", () => true).reverse());
});
