import { tables } from "@42sync/core";
import { expect, test } from "vitest";
import { describeStores } from "../../../testing/databases.js";
import { freshStore } from "./given.js";

const examples = Object.values(tables).flatMap((table) => (table.examples ?? []).map(({ title, sql }) => ({ table: table.name, title, sql })));

test("every table has a useful query", () => {
  expect(Object.keys(tables).filter((name) => !examples.some(({ table }) => table === name))).toEqual([]);
});

describeStores("useful queries", (db) => {
  test("of the declarations run on a migrated database", async () => {
    const store = await freshStore(db);
    for (const { sql } of examples) expect((await store.query(sql)).columns.length).toBeGreaterThan(0);
  });
});
