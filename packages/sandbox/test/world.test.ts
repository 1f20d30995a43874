import { beforeAll, expect, test } from "vitest";
import type { Sandbox } from "@42sync/sandbox";
import { ALL_ENDPOINTS } from "../src/endpoints/all-endpoints.js";
import { stillSandbox } from "./ask.js";

type Row = Record<string, unknown>;
let sandbox: Sandbox;
let people: readonly Row[];
beforeAll(() => {
  sandbox = stillSandbox({ size: 600 });
  people = sandbox.rows("users");
});
const RESOURCES = ALL_ENDPOINTS.map(({ resource }) => resource);
const share = (rows: readonly Row[], keep: (row: Row) => boolean): number =>
  rows.filter(keep).length / rows.length;

test("the same seed gives the same world, another seed a different one", () => {
  const one = stillSandbox({ size: 20 });
  const same = stillSandbox({ size: 20 });
  const other = stillSandbox({ size: 20, seed: 43 });
  for (const resource of RESOURCES) expect(same.rows(resource)).toEqual(one.rows(resource));
  expect(other.rows("users")).not.toEqual(one.rows("users"));
});

test("ids are scattered, ascending and unique", () => {
  for (const resource of RESOURCES) {
    const ids = sandbox.rows(resource).map(({ id }) => Number(id));
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
  }
});

test("no time is in the future", () => {
  for (const resource of RESOURCES) {
    for (const row of sandbox.rows(resource)) {
      for (const name of ["created_at", "updated_at", "marked_at"]) {
        if (typeof row[name] === "string")
          expect(Date.parse(row[name]), `${resource} ${String(row["id"])} ${name}`).toBeLessThanOrEqual(
            sandbox.now.getTime(),
          );
      }
    }
  }
});

test("there are people of every kind and status", () => {
  expect(new Set(people.map(({ kind }) => kind))).toEqual(new Set(["student", "admin", "external"]));
  expect(share(people, (row) => row["alumni?"] === true)).toBeGreaterThan(0.02);
  expect(share(people, (row) => row["active?"] === false)).toBeGreaterThan(0.3);
  expect(people.some(({ login }) => String(login).startsWith("3b3-"))).toBe(true);
  expect(people.some((row) => row["pool_month"] === "" && row["pool_year"] === "")).toBe(true);
  expect(people.some((row) => row["correction_point"] === -1000)).toBe(true);
  expect(people.some((row) => (row["image"] as Row)["link"] === null)).toBe(true);
  expect(share(people, ({ login }) => /^[a-z]{8}$/.test(String(login)))).toBeGreaterThan(0.98);
  expect(new Set(people.map(({ login }) => login)).size).toBe(people.length);
  const offsets = new Set(people.map((row) => String(row["anonymize_date"]).slice(-6)));
  expect([...offsets]).toEqual(expect.arrayContaining(["+01:00", "+09:00", "-03:00"]));
});

test("an alumnus has an alumni date and no erase date", () => {
  for (const row of people.filter((one) => one["alumni?"] === true)) {
    expect([
      typeof row["alumnized_at"],
      row["anonymize_date"],
      row["data_erasure_date"],
      row["active?"],
    ]).toEqual(["string", null, null, false]);
  }
});

test("marks go from -42 to 125, and some exams are passed and still in progress", () => {
  const rows = sandbox.rows("projects_users");
  const marks = rows.map((row) => row["final_mark"]).filter((mark) => mark !== null) as number[];
  expect([Math.min(...marks), Math.max(...marks)]).toEqual([-42, 125]);
  expect(
    rows.some(
      (row) => row["status"] === "in_progress" && row["validated?"] === true && row["marked"] === true,
    ),
  ).toBe(true);
  expect(new Set(rows.map((row) => row["status"]))).toEqual(
    new Set(["finished", "in_progress", "waiting_for_correction", "creating_group", "searching_a_group"]),
  );
  const perPair = new Set(
    rows.map((row) => `${String((row["user"] as Row)["id"])}/${String((row["project"] as Row)["id"])}`),
  );
  expect(perPair.size).toBe(rows.length);
  for (const row of rows) {
    const teams = row["teams"] as Row[];
    expect(teams.at(-1)?.["id"] ?? null).toBe(row["current_team_id"]);
    if (teams.length > 0) expect(teams.length).toBe(Number(row["occurrence"]) + 1);
  }
});

test("coalitions share slugs, some masters aren't students, some members are in a deleted one", () => {
  const coalitions = sandbox.rows("coalitions");
  const slugs = coalitions.map(({ slug }) => slug);
  expect(new Set(slugs).size).toBeLessThan(slugs.length);
  const kinds = new Map(people.map((row) => [row["id"], row["kind"]]));
  expect(coalitions.some((row) => kinds.get(row["user_id"]) === "admin")).toBe(true);
  const members = sandbox.rows("coalitions_users");
  const gone = share(members, (row) => row["coalition_id"] === 10);
  expect(gone).toBeGreaterThan(0.005);
  expect(gone).toBeLessThan(0.1);
  expect(coalitions.some(({ id }) => id === 10)).toBe(false);
  expect(members.some((row) => Number(row["score"]) < 0)).toBe(true);
});

test("projects and achievements name campuses that aren't in the list", () => {
  const shown = sandbox.rows("campus");
  expect(shown).toHaveLength(54);
  const shownIds = new Set(shown.map(({ id }) => id));
  const shownNames = new Set(shown.map(({ name }) => name));
  expect(
    sandbox.rows("projects").some((row) => (row["campus"] as Row[]).some(({ id }) => !shownIds.has(id))),
  ).toBe(true);
  expect(
    sandbox
      .rows("achievements")
      .some((row) => (row["campus"] as string[]).some((name) => !shownNames.has(name))),
  ).toBe(true);
  expect(sandbox.rows("projects").filter(({ name }) => name === "Exam Rank 02")).toHaveLength(2);
  expect(sandbox.rows("projects").some(({ slug }) => slug === null)).toBe(true);
});

test("embedded copies of people, campuses and languages are stale", () => {
  const byId = new Map(people.map((row) => [row["id"], row]));
  const copies = sandbox.rows("cursus_users").map((row) => row["user"] as Row);
  const stale = copies.filter((copy) => copy["updated_at"] !== byId.get(copy["id"])?.["updated_at"]);
  expect(stale.length).toBeGreaterThan(20);
  for (const copy of stale)
    expect(String(copy["updated_at"]) < String(byId.get(copy["id"])?.["updated_at"])).toBe(true);
  const languages = (sandbox.rows("projects")[0]!["campus"] as Row[])
    .map((row) => row["language"] as Row)
    .filter(({ id }) => id === 2);
  expect(new Set(languages.map((row) => row["updated_at"])).size).toBe(languages.length);
});

test("references lead to existing rows", () => {
  const idsOf = (resource: string): Set<unknown> => new Set(sandbox.rows(resource).map(({ id }) => id));
  const [users, projects, cursus, achievements] = [
    idsOf("users"),
    idsOf("projects"),
    idsOf("cursus"),
    idsOf("achievements"),
  ];
  for (const resource of ["cursus_users", "projects_users", "locations"])
    for (const row of sandbox.rows(resource)) expect(users.has((row["user"] as Row)["id"])).toBe(true);
  for (const row of sandbox.rows("projects_users"))
    expect(projects.has((row["project"] as Row)["id"])).toBe(true);
  for (const row of sandbox.rows("cursus_users")) expect(cursus.has(row["cursus_id"])).toBe(true);
  for (const row of sandbox.rows("achievements_users"))
    expect(achievements.has(row["achievement_id"])).toBe(true);
});

test("an empty school answers too", () => {
  const empty = stillSandbox({ size: 0 });
  expect(empty.rows("users").length).toBeGreaterThan(0);
  empty.advance("2d");
});
