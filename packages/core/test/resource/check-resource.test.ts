import { describe, expect, test } from "vitest";
import { defineResource, defineMirror, optionalTables, type Resource } from "../../src/tables.js";
import { base, columns, campusQuests } from "./campus-quests.js";

/** What a declaration is refused with. */
function refusal(make: () => unknown): unknown {
  try {
    make();
  } catch (error) {
    if (error instanceof Error && "code" in error && "hint" in error)
      return [error.code, error.message, error.hint];
    throw error;
  }
  throw new Error("nothing was refused");
}

const nameHint =
  "a name is lower-case letters, digits and underscores, begins with a letter, and has at most 63";

describe("what is refused", () => {
  test.each([
    `x"; drop table users; --`,
    "Select",
    "",
    "1st",
    "a b",
    "a-b",
    "a.b",
    "é",
    "x".repeat(64),
    "__proto__",
    "../admin",
    "a\u0000",
  ])("a resource, a table or a column called %j", (name) => {
    const refused = [
      "E_CONFIG",
      expect.stringContaining(JSON.stringify(name).slice(0, 60)) as string,
      nameHint,
    ];
    expect(refusal(() => defineResource({ ...base, name }))).toEqual(refused);
    expect(
      refusal(() => defineResource({ ...base, table: { name, comment: "", incremental: "full", columns } })),
    ).toEqual(refused);
    expect(
      refusal(() =>
        defineResource({
          ...base,
          table: {
            comment: "",
            incremental: "full",
            columns: Object.fromEntries([...Object.entries(columns), [name, columns.name]]),
          },
        }),
      ),
    ).toEqual(refused);
  });

  test.each([
    "https://evil.example/v2/quests",
    "//evil.example/v2",
    "/v2/quests?filter[id]=1",
    "/v2/../oauth/token",
    "/v2/:id/quests",
    "quests",
    "/oauth/token",
    "/v2/a b",
    "/v2",
  ])("a path like %j", (path) => {
    expect(refusal(() => defineResource({ ...base, path }))).toEqual([
      "E_CONFIG",
      "campus_quests: its path is none of the API's",
      "a path is like /v2/quests",
    ]);
    expect(refusal(() => defineResource({ ...base, under: { campus: path.replace(":id", "id") } }))).toEqual([
      "E_CONFIG",
      "campus_quests: its path under campus is none of the API's",
      "such a path is like /v2/campus/:id/quests",
    ]);
  });

  test("a contradictory declaration", () => {
    expect(refusal(() => defineResource({ ...base, ranges: ["updated_at"] }))).toEqual([
      "E_CONFIG",
      "campus_quests: keyset needs a range on id",
      "add id to ranges where the list really has it, else declare last-to-first or until-rest",
    ]);
    expect(refusal(() => defineResource({ ...base, traversal: "last-to-first", sorts: [] }))).toEqual([
      "E_CONFIG",
      "campus_quests: last-to-first needs a sort by id",
      "add id to sorts where the list really has it, else declare until-rest",
    ]);
    expect(refusal(() => defineResource({ ...base, pageSize: 500 }))).toEqual([
      "E_CONFIG",
      "campus_quests: pageSize is a whole number from 1 to 100",
      "42 gives 100 rows a page at most",
    ]);
    const ignored = "ignored" as "ignore"; // as a configuration without types may have it
    expect(refusal(() => defineResource({ ...base, unknownFields: ignored }))).toEqual([
      "E_CONFIG",
      "campus_quests: unknownFields is tell or ignore",
      "leave it out to be told of fields that the schema does not name",
    ]);
    expect(
      refusal(() =>
        defineResource({ ...base, table: { comment: "", key: ["uuid"], incremental: "full", columns } }),
      ),
    ).toEqual(["E_CONFIG", "campus_quests: its key uuid is not among the columns", "declare the column"]);
    expect(
      refusal(() =>
        defineResource({
          ...base,
          table: { comment: "", incremental: { by: "begin_at", lookBackHours: 3 }, columns },
        }),
      ),
    ).toEqual([
      "E_CONFIG",
      "campus_quests: a window needs a range on begin_at",
      'add begin_at to ranges where the list really has it, else declare incremental: "full"',
    ]);
    expect(
      refusal(() =>
        defineResource({
          ...base,
          table: { comment: "", incremental: "full", askBy: { filter: "user_id", table: "users" }, columns },
        }),
      ),
    ).toEqual([
      "E_CONFIG",
      "campus_quests: it cannot be asked for by user_id",
      "add user_id to filters; only lists with a range on id can be asked so",
    ]);
  });

  test("a table that already exists", () => {
    const named = (name: string): Resource =>
      defineResource({ ...base, table: { name, comment: "", incremental: "full", columns } });
    expect(refusal(() => defineMirror({ resources: [named("users")] }))).toEqual([
      "E_CONFIG",
      "a table users is there already",
      "give yours another name",
    ]);
    expect(refusal(() => defineMirror({ resources: [named("teams")] }))).toEqual([
      "E_CONFIG",
      "a table teams is there already",
      'ask for it: with: ["teams"], or give yours another name',
    ]);
    expect(refusal(() => defineMirror({ resources: [campusQuests, campusQuests] }))).toEqual([
      "E_CONFIG",
      "a table campus_quests is there already",
      "give yours another name",
    ]);
    expect(refusal(() => defineMirror({ with: ["location"] }))).toEqual([
      "E_CONFIG",
      "there is no optional table location",
      `the optional tables are ${Object.keys(optionalTables).join(", ")}`,
    ]);
  });
});
