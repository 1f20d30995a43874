import { expect, test } from "vitest";
import { endpoints, type AnyEndpoint } from "../../../../src/index.js";
import { ownersOf } from "../../../../src/sync/plan/related-tables.js";
import { optionalTables, tables, type AnyTable } from "../../../../src/tables.js";
import { howToCompare, whyIncomparable } from "../../../../src/sync/verify/compare/how-to-compare.js";

const mirrored = [...Object.values<AnyTable>(tables), ...Object.values<AnyTable>(optionalTables)].map(
  (table) => ({
    table,
    endpoint: Object.values<AnyEndpoint>(endpoints).find(({ name }) => name === table.resource)!,
  }),
);
const all = mirrored.map((one) => ({ ...one, owners: ownersOf(mirrored, one.table) }));

test("compares what 42 can count: lists as a whole, rows by their owners; reads lists without a range again", () => {
  const found = Object.fromEntries(
    all.map((one) => [one.table.name, howToCompare(one) ?? whyIncomparable(one)]),
  );
  expect(found).toMatchObject({
    cursus: "list",
    campuses: "list",
    projects: "list",
    achievements: "list",
    users: "list",
    coalitions: "read again",
    project_sessions: "owners",
    projects_users: "owners",
    cursus_users: "owners",
    campus_users: "owners",
    achievements_users: "owners",
    coalitions_users: "owners",
    quests: "list",
    skills: "list",
    languages: "list",
    blocs: "read again",
    titles: "read again",
    groups: "read again",
    locations: "owners",
    events_users: "owners",
    quests_users: "owners",
    teams: "only rows that name mirrored users are here, and 42 cannot count those",
    scale_teams: "only rows that name mirrored users are here, and 42 cannot count those",
    events: "only the rows themselves say whether they are in scope, and 42 cannot count those",
    titles_users: "only rows of mirrored users are here, and 42's list takes no filter to count those by",
    groups_users: "only rows of mirrored users are here, and 42's list takes no filter to count those by",
  });
});

test.each(all.map((one) => [one.table.name, one] as const))(
  "%s is compared, or the report says why not",
  (_name, one) => {
    expect([howToCompare(one), whyIncomparable(one)].map((answer) => typeof answer).sort()).toEqual([
      "string",
      "undefined",
    ]);
  },
);

test("rows of owners that are not mirrored cannot be compared", () => {
  expect(
    whyIncomparable({ table: tables.campus_users, endpoint: endpoints.campus_users, owners: undefined }),
  ).toBe("its rows are asked for by users, which are not mirrored");
});
