import { describe, expect, test } from "vitest";
import { z } from "zod";
import { defineMirror, defineResource, optionalTables, type Resource } from "../../src/tables.js";

const item = z.looseObject({
  id: z.number().int(),
  name: z.string(),
  cursus_id: z.number().int().nullable(),
});
const base = {
  name: "campus_quests",
  path: "/v2/quests",
  item,
  filters: ["cursus_id"],
  ranges: ["id", "updated_at"],
  sorts: ["id"],
  traversal: "keyset",
} as const;
const columns = { id: { kind: "bigint", comment: "Id." }, name: { kind: "text", comment: "Name." } } as const;

const campusQuests = defineResource({ ...base, table: { comment: "Quests.", incremental: "full", columns } });

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

const nameHint = "use at most 63 lower-case letters, digits and underscores, and begin with a letter";

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
      "campus_quests: not a path of the API",
      "write it like /v2/quests",
    ]);
    expect(refusal(() => defineResource({ ...base, under: { campus: path.replace(":id", "id") } }))).toEqual([
      "E_CONFIG",
      "campus_quests: not a path of the API: under campus",
      "write it like /v2/campus/:id/quests",
    ]);
  });

  test("a declaration that contradicts itself", () => {
    expect(refusal(() => defineResource({ ...base, ranges: ["updated_at"] }))).toEqual([
      "E_CONFIG",
      "campus_quests: keyset needs a range on id",
      "add id to ranges if the list has it, else declare last-to-first or until-rest",
    ]);
    expect(refusal(() => defineResource({ ...base, traversal: "last-to-first", sorts: [] }))).toEqual([
      "E_CONFIG",
      "campus_quests: last-to-first needs a sort by id",
      "add id to sorts if the list has it, else declare until-rest",
    ]);
    expect(refusal(() => defineResource({ ...base, pageSize: 500 }))).toEqual([
      "E_CONFIG",
      "campus_quests: pageSize must be a whole number from 1 to 100",
      "42 sends at most 100 rows a page",
    ]);
    const ignored = "ignored" as "ignore"; // as a configuration without types may have it
    expect(refusal(() => defineResource({ ...base, unknownFields: ignored }))).toEqual([
      "E_CONFIG",
      'campus_quests: unknownFields must be "report" or "ignore"',
      "without it, each run reports fields that the schema doesn't name",
    ]);
    expect(
      refusal(() =>
        defineResource({ ...base, table: { comment: "", key: ["uuid"], incremental: "full", columns } }),
      ),
    ).toEqual(["E_CONFIG", "campus_quests: its key uuid isn't one of its columns", "declare the column"]);
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
      'add begin_at to ranges if the list has it, else declare incremental: "full"',
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
      "campus_quests: its rows can't be requested by user_id",
      "add user_id to filters; the list also needs a range on id",
    ]);
  });

  test("a table that is there already", () => {
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
