import { createPgStore } from "@42sync/pg-store";
import { expect, test } from "vitest";
import { describeStores } from "../../../../testing/databases.js";

describeStores("a schema sync42 that is somebody else's", (db) => {
  test("its tables are refused, and nothing is touched", async () => {
    await db.sql("create schema sync42");
    await db.sql("create table sync42.runs (who text)");
    await expect(createPgStore(db.options()).migrate()).rejects.toMatchObject({
      code: "E_FOREIGN_TABLE",
      message: "sync42.runs was not made by 42sync, and nothing was touched",
    });
    expect(await db.sql("select tablename from pg_tables where schemaname in ('sync42', 'public')")).toEqual([
      { tablename: "runs" },
    ]);
  });
});
