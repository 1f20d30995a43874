import { expect, test } from "vitest";
import { optionalTables, tables } from "../../../src/tables.js";
import { neededBy } from "../../../src/sync/plan/related-tables.js";

test("a table needs those that its rows refer to, that it is asked by, or that decide what is stored", () => {
  expect(neededBy(tables.users)).toEqual([]);
  expect(neededBy(tables.projects_users)).toEqual(["users", "projects"]);
  expect(neededBy(optionalTables.teams)).toEqual(["projects", "users"]);
  expect(neededBy({ ...optionalTables.scale_teams, links: [] })).toEqual(["users"]);
});
