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

  test("may be another table for a known list", () => {
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
