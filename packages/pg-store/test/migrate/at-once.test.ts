import { createPgStore } from "@42sync/pg-store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scratchDatabase, type ScratchDatabase } from "../../../../testing/databases.js";

describe("migrations at the same time", () => {
  let scratch: ScratchDatabase;
  beforeAll(async () => {
    scratch = await scratchDatabase();
  });
  afterAll(() => scratch.close());

  test("of one schema: one makes everything, the others find nothing to do", async () => {
    const reports = await Promise.all(
      [1, 2, 3, 4].map(() => createPgStore({ pool: scratch.pool }).migrate()),
    );
    const made = reports.filter((report) => report.sql.length > 0);
    expect(made).toHaveLength(1);
    expect(made[0]?.created).toContain("table users");
  });

  test("of several schemas: each has its own, the bookkeeping is made once", async () => {
    const reports = await Promise.all(
      ["a", "b", "c"].map((schema) => createPgStore({ pool: scratch.pool, schema }).migrate()),
    );
    expect(reports.map((report) => report.created.filter((what) => what === "table users").length)).toEqual([
      1, 1, 1,
    ]);
    expect(reports.flatMap((report) => report.created).filter((what) => what === "table runs")).toEqual([]);
  });

  test("a migration that fails leaves nothing behind", async () => {
    await scratch.pool.query("create schema fails; create table fails.students (a text)");
    await expect(createPgStore({ pool: scratch.pool, schema: "fails" }).migrate()).rejects.toMatchObject({
      code: "E_FOREIGN_TABLE",
    });
    expect(
      (await scratch.pool.query("select tablename from pg_tables where schemaname = 'fails'")).rows,
    ).toEqual([{ tablename: "students" }]);
    expect(
      (await scratch.pool.query("select count(*)::int from sync42.tables where data_schema = 'fails'")).rows,
    ).toEqual([{ count: 0 }]);
  });
});
