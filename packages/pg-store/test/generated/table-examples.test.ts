import { defineMirror, optionalTables, type AnyTable } from "@42sync/core/tables";
import { createPgStore } from "@42sync/pg-store";
import { expect, test } from "vitest";
import { dataSchema } from "../../../../testing/data-schema.js";
import { describeStores } from "../../../../testing/databases.js";

const tables = defineMirror({ with: Object.keys(optionalTables) }).tables;
const examples = Object.values<AnyTable>(tables).flatMap((table) =>
  (table.examples ?? []).map(({ title, sql }) => ({ table: table.name, title, sql })),
);

test("every table has a useful query", () => {
  expect(Object.keys(tables).filter((name) => !examples.some(({ table }) => table === name))).toEqual([]);
});

describeStores("useful queries", (db) => {
  test("of the declarations run on a migrated database", async () => {
    const store = createPgStore({ ...db.options(), schema: dataSchema(), tables });
    await store.migrate();
    for (const { sql } of examples) expect((await store.query(sql)).columns.length).toBeGreaterThan(0);
  });
});
