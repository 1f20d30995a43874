import { createClient } from "@42sync/core";

import { incremental } from "@42sync/core/pipelines";
import { defineMirror, tables } from "@42sync/core/tables";
import { createPgStore } from "@42sync/pg-store";
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";
import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { describeStores } from "../../../../testing/databases.js";
import {
  formerly,
  formerNames,
  readAll,
  readersView,
  renamed,
  sorted,
  toNow,
  type Rows,
} from "./fixtures/from-0.1.0.js";

const fixture = readFileSync(new URL("fixtures/0.1.0.sql", import.meta.url), "utf8");
const [cursus21, cursus9] = ["cursus=21 campus=all", "cursus=9 campus=all"];

describeStores("a database of 0.1.0", (db) => {
  const store = (): ReturnType<typeof createPgStore> => createPgStore(db.options());

  let before: { readonly sync42: Record<string, Rows>; readonly data: Record<string, Rows> };
  beforeAll(async () => {
    const options = db.options();
    if ("pool" in options) await options.pool.query(fixture);
    else await options.pglite.exec(fixture);
    before = { sync42: await readAll(db, "sync42"), data: await readAll(db, "public") };
  });

  test("has rows of every kind to be carried over", () => {
    const { passes = [], runs = [], quarantine = [], verified = [], ...rest } = before.sync42;
    const of = (rows: Rows, column: string): unknown[] => [...new Set(rows.map((row) => row[column]))];
    expect({
      kinds: of(passes, "kind").length,
      outcomes: of([...runs, ...passes], "outcome").sort(),
      reasons: of(quarantine, "reason").sort(),
      failed: verified.filter((row) => Number(row["to_id"]) < 0).length,
      empty: Object.entries(rest).flatMap(([name, rows]) => (rows.length === 0 ? [name] : [])),
    }).toEqual({
      kinds: 3,
      outcomes: ["complete", "failed", "partial", null].sort(),
      reasons: ["does not fit", "missing parent"],
      failed: 1,
      empty: [],
    });
  });

  test("is told what would be renamed, and not touched, by a dry run", async () => {
    const report = await store().migrate({ dryRun: true });
    expect(report.renamed).toEqual(renamed);
    expect({ sync42: await readAll(db, "sync42"), data: await readAll(db, "public") }).toEqual(before);
  });

  test("keeps every row, under the names and with the values of today", async () => {
    await db.sql(readersView);
    const report = await store().migrate();
    expect(
      report.created.filter((what) => /^(table|column|schema) .*(sync42|due|out|found|reread)/.test(what)),
    ).toEqual([]);
    const after = await readAll(db, "sync42");
    const expected = Object.fromEntries(
      Object.entries(before.sync42).map(([name, rows]) => [
        formerly[name] ?? name,
        rows.map((row) => toNow(name, row)),
      ]),
    );
    // The registry tells of itself which tables there are, and when they were last brought to a declaration.
    const { tables: registryBefore = [], ...rowsBefore } = expected;
    const { tables: registry = [], ...rowsAfter } = after;
    // What a probe finds is new; nothing was kept of it before.
    const { probes, ...rowsKept } = rowsAfter;
    expect(probes).toEqual([]);
    expect(Object.keys(rowsKept).sort()).toEqual(Object.keys(rowsBefore).sort());
    for (const [name, rows] of Object.entries(rowsBefore))
      expect({ name, rows: sorted(rowsAfter[name] ?? []) }).toEqual({ name, rows: sorted(rows) });
    const nameOf = (row: Rows[number]): string =>
      `${String(row["data_schema"])}.${String(row["table_name"])}`;
    const known = new Set(registry.map(nameOf));
    expect(
      registryBefore
        .map((row) =>
          nameOf({ ...row, table_name: formerly[String(row["table_name"])] ?? row["table_name"] }),
        )
        .filter((name) => !known.has(name)),
    ).toEqual([]);
    const { readers, ...data } = await readAll(db, "public");
    expect(data).toMatchObject(before.data);
    expect(readers?.length).toBe(before.sync42["freshness"]?.length);
  });

  test("has nothing left to do for a second migration, nor a word of the old ones", async () => {
    expect(await store().migrate()).toEqual({
      schema: "public",
      created: [],
      extended: [],
      renamed: [],
      filled: [],
      sql: [],
    });
    const words = await db.sql(
      `select c.relname || coalesce('.' || a.attname, '') as name from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
       left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
       where n.nspname = 'sync42' and (c.relname || coalesce('.' || a.attname, '')) ~ $1`,
      [formerNames],
    );
    expect(words).toEqual([]);
  });

  test("has the same keys and indexes as a new one", async () => {
    const shapeOf = (): Promise<Rows> =>
      db.sql(
        `select indexname::text as name, indexdef as definition from pg_indexes where schemaname = 'sync42'
          order by 1`,
      );
    const carried = await shapeOf();
    await db.sql("alter schema sync42 rename to carried");
    await createPgStore({ ...db.options(), schema: "other" }).migrate();
    const made = await shapeOf();
    await db.sql("drop schema sync42 cascade");
    await db.sql("alter schema carried rename to sync42");
    expect(carried).toEqual(made);
  });

  test("is told of in today's reports", async () => {
    const { reports } = store();
    const runs = await reports.runs();
    expect(runs.map(({ id, outcome, running }) => [id, outcome, running]).reverse()).toEqual([
      [1, "partial", false],
      [2, "killed", false],
      [3, "partial", false],
      [4, "complete", false],
      [5, "complete", false],
      [6, "complete", false],
      [7, "partial", false],
      [8, "complete", false],
      [9, "killed", false],
    ]);
    expect((await reports.quarantined({ reason: "invalid_value" })).map(({ detail }) => detail)).toEqual([
      "wallet: no integer that PostgreSQL can hold",
    ]);
    expect((await store().counts.invalidItems(tables.users)).map(({ detail }) => detail)).toEqual([
      "wallet: Invalid input: expected number, received string",
    ]);
  });

  test("is brought up to date by the next runs, from the old watermarks and the old resume point", async () => {
    const sandbox = createSandbox({
      size: 14,
      now: "2026-12-15T00:00:00Z",
      applications: [{ ...DEMO_APPLICATION, perSecond: 1000, perHour: 100_000 }],
    });
    const client = createClient({ ...DEMO_APPLICATION, fetch: sandbox.fetch });
    const passesOf = async (cursusId: number): Promise<Rows> => {
      const mirror = defineMirror({ scope: { cursusId, campusIds: [] } });
      const report = await incremental({ client, store: store(), mirror });
      expect(report.outcome).toBe("complete");
      const run = await store().reports.run(report.runId);
      return (run?.passDetails ?? []).map(({ table, kind, since, resumed, watermarkBefore }) => ({
        table,
        kind,
        since,
        resumed,
        watermarkBefore,
      }));
    };
    const watermarkOf = (table: string, scope: string): string | undefined => {
      const rows = before.sync42["watermarks"] ?? [];
      const row = rows.find((one) => one["table_name"] === table && one["scope"] === scope);
      return row === undefined ? undefined : new Date(String(row["watermark"])).toISOString();
    };
    const [first, second] = [await passesOf(21), await passesOf(9)];
    for (const [passes, scope] of [
      [first, cursus21],
      [second, cursus9],
    ] as const) {
      const windows = passes.filter(({ kind }) => kind === "window");
      expect(windows.length).toBeGreaterThan(1);
      for (const { table, since, watermarkBefore } of windows) {
        const watermark = watermarkOf(String(table), scope ?? "");
        expect({ table, watermarkBefore }).toEqual({ table, watermarkBefore: watermark });
        expect({ table, marginMs: Date.parse(watermark ?? "") - Date.parse(String(since)) }).toEqual({
          table,
          marginMs: 300_000,
        });
      }
    }
    expect(second.filter(({ resumed }) => resumed === true).map(({ table, kind }) => [table, kind])).toEqual([
      ["projects_users", "full"],
    ]);
    expect(
      await db.sql("select id::int, outcome from sync42.runs where outcome = 'killed' order by 1"),
    ).toEqual([
      { id: 2, outcome: "killed" },
      { id: 9, outcome: "killed" },
    ]);
  });
});
