import { tables, type Row } from "@42sync/core/tables";
import { createPgStore } from "@42sync/pg-store";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scratchDatabase, type ScratchDatabase } from "../../../../testing/databases.js";
import { toArrayLiteral } from "../../src/sql/array-literal.js";
import { createTableWriters } from "../../src/page/table-writer.js";
import { commit, counts, entry, user } from "../given.js";

describe("rows that come as they are stored", () => {
  let scratch: ScratchDatabase;
  let client: pg.PoolClient;
  beforeAll(async () => {
    scratch = await scratchDatabase();
    client = await scratch.pool.connect();
    const store = createPgStore({ client });
    await store.migrate();
    await store.tables.campuses.upsertRows([{ id: 1, name: "Paris" }]);
    await store.tables.users.upsertRows(
      Array.from({ length: 500 }, (_, index) => user(index + 1, { image: { n: index } })),
    );
    await store.tables.projects.upsertRows([{ id: 7, name: "libft", exam: false }]);
    await commit(store, tables.projects, [
      entry({ id: 7, name: "libft", exam: false }, { links: { campus_projects: [1] } }),
    ]);
    await store.tables.coalitions_users.upsertRows([{ id: 1, user_id: 1, coalition_id: 10 }]);
  });
  afterAll(async () => {
    client.release();
    await scratch.close();
  });

  const versions = async (table: string): Promise<unknown> =>
    (await client.query(`select ctid::text, xmin::text from ${table} order by 1`)).rows as unknown;

  /** A transaction gets an id with its first write, lock of a row or WAL record, and not before. */
  const wroteAnything = async (work: () => Promise<void>): Promise<boolean> => {
    await client.query("begin");
    try {
      await work();
      const { rows } = await client.query<{ id: string | null }>(
        "select pg_current_xact_id_if_assigned()::text as id",
      );
      return rows[0]?.id !== null;
    } finally {
      await client.query("rollback");
    }
  };

  test("cost no tuple version", async () => {
    const before = await versions("users");
    const store = createPgStore({ client });
    const rows = Array.from({ length: 500 }, (_, index) => user(index + 1, { image: { n: index } }));
    expect(await store.tables.users.upsertRows(rows)).toEqual(counts({ unchanged: 500 }));
    expect(await versions("users")).toEqual(before);
  });

  test("cost no lock, no WAL, not even a transaction id", async () => {
    const store = createPgStore({ client });
    const rows = Array.from({ length: 500 }, (_, index) => user(index + 1, { image: { n: index } }));
    expect(await wroteAnything(async () => void (await store.tables.users.upsertRows(rows)))).toBe(false);
  });

  test("cost no WAL by the server's own count, and a changed one does", async () => {
    const writer = createTableWriters("public", Object.values(tables)).of(tables.users);
    const walRecords = async (rows: readonly Row[]): Promise<number> => {
      const fitted = rows.map(writer.fit);
      const values = Object.keys(tables.users.columns).map((_, at) =>
        toArrayLiteral(fitted.map((row) => row.values[at] ?? null)),
      );
      await client.query("begin");
      const answer = await client.query<{ "QUERY PLAN": [{ Plan: Record<string, number> }] }>(
        `explain (analyze, wal, format json) ${writer.upsert}`,
        values,
      );
      await client.query("rollback");
      return answer.rows[0]?.["QUERY PLAN"][0].Plan["WAL Records"] ?? Number.NaN;
    };
    const rows = Array.from({ length: 500 }, (_, index) => user(index + 1, { image: { n: index } }));
    expect(await walRecords(rows)).toBe(0);
    expect(await walRecords([user(1, { image: { n: 0 }, wallet: 1 })])).toBeGreaterThan(0);
  });

  test("write the few that changed and no other", async () => {
    const before = (await client.query<{ id: string; xmin: string }>("select id, xmin::text from users"))
      .rows;
    const store = createPgStore({ client });
    const rows = Array.from({ length: 500 }, (_, index) =>
      user(index + 1, { image: { n: index }, ...(index % 100 === 0 ? { wallet: 5 } : {}) }),
    );
    expect(await store.tables.users.upsertRows(rows)).toEqual(counts({ updated: 5, unchanged: 495 }));
    const after = (await client.query<{ id: string; xmin: string }>("select id, xmin::text from users")).rows;
    const xmins = new Map(before.map((row) => [row.id, row.xmin]));
    expect(
      after
        .filter((row) => row.xmin !== xmins.get(row.id))
        .map((row) => Number(row.id))
        .sort((a, b) => a - b),
    ).toEqual([1, 101, 201, 301, 401]);
  });

  test("cost nothing when they are stale either", async () => {
    const store = createPgStore({ client });
    const old = [user(2, { login: "old", updated_at: "2020-01-01T00:00:00Z" })];
    expect(await wroteAnything(async () => void (await store.tables.users.upsertRows(old)))).toBe(false);
  });

  test("cost nothing with their links", async () => {
    const store = createPgStore({ client });
    const page = [entry({ id: 7, name: "libft", exam: false }, { links: { campus_projects: [1, 99] } })];
    expect(await wroteAnything(async () => void (await commit(store, tables.projects, page)))).toBe(false);
  });

  test("cost nothing in the quarantine", async () => {
    const store = createPgStore({ client });
    expect(
      await wroteAnything(
        async () =>
          void (await store.tables.coalitions_users.upsertRows([{ id: 1, user_id: 1, coalition_id: 10 }])),
      ),
    ).toBe(false);
  });
});
