import { describe, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { endpoints } from "../../src/index.js";
import {
  defineResource,
  defineTable,
  defineMirror,
  optionalTables,
  tables,
  type Resource,
  type RowOfTable,
} from "../../src/tables.js";
import { clientOf } from "../client/client-of.js";

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

const campusQuests = defineResource({
  ...base,
  table: {
    comment: "Quests.",
    incremental: "full",
    columns: {
      ...columns,
      cursus_id: { kind: "bigint", nullable: true, comment: "Cursus.", references: { table: "cursus" } },
      shout: { kind: "text", comment: "Loud.", from: (quest) => quest.name.toUpperCase() },
    },
  },
});

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

describe("a resource of one's own", () => {
  test("is an endpoint and a table of its name", () => {
    expect([
      campusQuests.endpoint.name,
      campusQuests.endpoint.path,
      campusQuests.endpoint.pageSize,
      campusQuests.table.name,
      campusQuests.table.resource,
    ]).toEqual(["campus_quests", "/v2/quests", 100, "campus_quests", "campus_quests"]);
    expect(defineResource(base).table).toBeUndefined();
  });

  test("is typed by its declaration", () => {
    expectTypeOf<RowOfTable<typeof campusQuests.table>>().toEqualTypeOf<{
      id: number;
      name: string;
      cursus_id: number | null;
      shout: string;
    }>();
    expectTypeOf(campusQuests).toExtend<Resource>();
    expectTypeOf(defineResource(base).table).toEqualTypeOf<undefined>();
    const never = (_use: () => unknown): void => undefined;
    never(() => {
      // @ts-expect-error a kind that there is not
      defineResource({
        ...base,
        table: { comment: "", incremental: "full", columns: { id: { kind: "number", comment: "" } } },
      });
      defineResource({
        ...base,
        table: {
          comment: "",
          incremental: "full",
          // @ts-expect-error name is a text
          columns: { id: { kind: "bigint", comment: "", from: (quest) => quest.name * 2 } },
        },
      });
      // @ts-expect-error a table says what it is
      defineResource({ ...base, table: { incremental: "full", columns } });
    });
  });

  test("is read by the client, typed", async () => {
    const { client, api } = clientOf(() => ({
      json: [{ id: 1, name: "Rank 1", cursus_id: 21 }],
      headers: { "x-total": "1" },
    }));
    const quests = await client.resource(campusQuests).all({ filter: { cursus_id: 21 } });
    expectTypeOf(quests[0]!.name).toEqualTypeOf<string>();
    expect(quests).toEqual([{ id: 1, name: "Rank 1", cursus_id: 21 }]);
    expect(api.hits().map(({ path, query }) => [path, query["filter[cursus_id]"]])).toEqual([
      ["/v2/quests", "21"],
    ]);
    // @ts-expect-error kind is no filter of it
    expect(() => client.resource(campusQuests).items({ filter: { kind: "main" } })).toThrow(
      expect.objectContaining({ code: "E_QUERY" }) as Error,
    );
  });

  test("joins the tables that are mirrored, with its endpoint", () => {
    expect(
      Object.keys(
        defineMirror({
          with: ["teams", "users"],
          resources: [campusQuests, defineResource({ ...base, name: "unkept" })],
        }).tables,
      ),
    ).toEqual([...Object.keys(tables), "teams", "campus_quests"]);
    expect(defineMirror({ resources: [campusQuests] }).mirrored.at(-1)).toEqual({
      table: campusQuests.table,
      endpoint: campusQuests.endpoint,
    });
    expect(defineMirror({ with: ["locations"] }).mirrored.at(-1)).toEqual({
      table: optionalTables.locations,
      endpoint: endpoints.locations,
    });
  });

  test("may be a table of one's own for a list that is known", () => {
    const scores = {
      endpoint: endpoints.scores,
      table: defineTable(endpoints.scores, {
        name: "my_scores",
        comment: "Scores.",
        incremental: "full",
        columns: { id: { kind: "bigint", comment: "Id." } },
      }),
    };
    expect(defineMirror({ resources: [scores] }).mirrored.at(-1)).toEqual(scores);
  });
});

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

  test("a declaration that contradicts itself", () => {
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

  test("a table that is there already", () => {
    const named = (name: string): Resource =>
      defineResource({ ...base, table: { name, comment: "", incremental: "full", columns } });
    expect(refusal(() => defineMirror({ resources: [named("users")] }))).toEqual([
      "E_CONFIG",
      "there is already a table users",
      "give yours another name",
    ]);
    expect(refusal(() => defineMirror({ resources: [named("teams")] }))).toEqual([
      "E_CONFIG",
      "there is already a table teams",
      'ask for it: with: ["teams"], or give yours another name',
    ]);
    expect(refusal(() => defineMirror({ resources: [campusQuests, campusQuests] }))).toEqual([
      "E_CONFIG",
      "there is already a table campus_quests",
      "give yours another name",
    ]);
    expect(refusal(() => defineMirror({ with: ["location"] }))).toEqual([
      "E_CONFIG",
      "there is no optional table location",
      `the optional tables are ${Object.keys(optionalTables).join(", ")}`,
    ]);
  });
});
