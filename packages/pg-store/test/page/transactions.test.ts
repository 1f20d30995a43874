import { tables } from "@42sync/core/tables";
import type { ResumePoint } from "@42sync/core/sync";
import { createPgStore, type PgPool } from "@42sync/pg-store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeStores, scratchDatabase, type ScratchDatabase } from "../../../../testing/databases.js";
import { commit, counts, entry, freshStore, user } from "../given.js";

const scope = "cursus=21 campus=all";
const resume: ResumePoint = {
  kind: "full",
  since: null,
  until: null,
  startedAt: "2026-01-01T00:00:00.000Z",
  state: { after: 1 },
};

describeStores("a page", (db) => {
  test("is stored whole or not at all", async () => {
    const store = await freshStore(db);
    const runId = await store.ledger.beginRun({ name: "nightly", scope });
    const passId = await store.ledger.beginPass({
      runId,
      table: "users",
      kind: "full",
      reason: "r",
      since: null,
      until: null,
      resumed: false,
      watermarkBefore: null,
    });
    const broken = { completes: { watermark: "no instant", kind: "full" } } as const;
    await expect(
      commit(store, tables.users, [entry(user(1)), entry(user(2, { wallet: "x" }))], { passId, ...broken }),
    ).rejects.toMatchObject({ code: "E_STORE" });
    expect(await store.counts.ids(tables.users)).toEqual([]);
    expect(await store.reports.quarantineCounts()).toEqual([]);
    expect((await store.reports.runs())[0]?.rows).toEqual(counts({}));
    const circle: unknown[] = [];
    circle.push(circle);
    await expect(
      commit(store, tables.users, [entry(user(1))], { resume: { ...resume, state: circle } }),
    ).rejects.toThrow(TypeError);
    expect(await store.counts.ids(tables.users)).toEqual([]);
    expect(await store.watermarks.resumePoint(tables.users, scope)).toBeUndefined();
    expect(await commit(store, tables.users, [entry(user(1))], { passId, resume })).toEqual(
      counts({ inserted: 1 }),
    );
  });

  test("of a table that was not migrated says what to do", async () => {
    const store = createPgStore({ ...db.options(), schema: "never_migrated" });
    await expect(store.tables.users.upsertRows([user(1)])).rejects.toMatchObject({
      code: "E_STORE",
      hint: expect.stringContaining("run migrate first") as string,
    });
  });
});

describe("transactions over a pool", () => {
  let scratch: ScratchDatabase;
  beforeAll(async () => {
    scratch = await scratchDatabase();
    await createPgStore({ pool: scratch.pool }).migrate();
  });
  afterAll(() => scratch.close());

  /** A pool whose first so many statements beginning with `verb` fail with an SQLSTATE. */
  const failing = (
    verb: string,
    sqlstate: string,
    times: number,
  ): { readonly pool: PgPool; readonly seen: string[] } => {
    const seen: string[] = [];
    let remaining = times;
    return {
      seen,
      pool: {
        connect: async () => {
          const client = await scratch.pool.connect();
          return {
            query: (query, values) => {
              const text = typeof query === "string" ? query : query.text;
              if (["begin", "commit", "rollback"].includes(text)) seen.push(text);
              if (!text.startsWith(verb) || remaining === 0) return client.query(query as string, values);
              remaining -= 1;
              return Promise.reject(Object.assign(new Error("deadlock detected"), { code: sqlstate }));
            },
            release: (how) => {
              client.release(how);
            },
          };
        },
      },
    };
  };

  test.each(["40001", "40P01"])("a page that meets %s is tried again", async (sqlstate) => {
    const { pool, seen } = failing("with given", sqlstate, 2);
    const id = sqlstate === "40001" ? 400 : 401;
    expect(await createPgStore({ pool }).tables.users.upsertRows([user(id)])).toEqual(
      counts({ inserted: 1 }),
    );
    expect(seen).toEqual(["begin", "rollback", "begin", "rollback", "begin", "commit"]);
  });

  test("a commit that fails to serialize is tried again", async () => {
    const { pool } = failing("commit", "40001", 1);
    expect(await createPgStore({ pool }).tables.users.upsertRows([user(500)])).toEqual(
      counts({ inserted: 1 }),
    );
  });

  test("a page that keeps failing is given up", async () => {
    const { pool, seen } = failing("with given", "40P01", 99);
    await expect(createPgStore({ pool }).tables.users.upsertRows([user(600)])).rejects.toMatchObject({
      code: "E_STORE",
      retryable: true,
    });
    expect(seen.filter((text) => text === "begin")).toHaveLength(5);
  });

  test("another error is not tried again", async () => {
    const { pool, seen } = failing("with given", "53100", 1);
    await expect(createPgStore({ pool }).tables.users.upsertRows([user(601)])).rejects.toMatchObject({
      code: "E_STORE",
      hint: "make room on the disk of the database, then run again; it resumes where it stopped",
    });
    expect(seen).toEqual(["begin", "rollback"]);
  });

  test("writers of the same rows in opposite orders both come through", async () => {
    const ids = Array.from({ length: 300 }, (_, index) => 10_000 + index);
    const write = (writer: number): Promise<unknown> =>
      createPgStore({ pool: scratch.pool }).tables.users.upsertRows(
        (writer % 2 === 0 ? ids : ids.toReversed()).map((id) => user(id, { wallet: writer })),
        { batchSize: 50 },
      );
    await Promise.all([0, 1, 2, 3].map(write));
    const { rows } = await scratch.pool.query<{ count: number }>(
      "select count(*)::int as count from users where id >= 10000",
    );
    expect(rows[0]?.count).toBe(300);
  });

  test("of two writers of one row the newer item stays, whoever comes first", async () => {
    const client = await scratch.pool.connect();
    try {
      await client.query("begin");
      const slow = createPgStore({ client });
      await slow.tables.users.upsertRows([
        user(20_000, { login: "newer", updated_at: "2026-03-01T00:00:00Z" }),
      ]);
      // This one judged the row to be new before the other committed; the guard at the end of the statement
      // stops it.
      const fast = createPgStore({ pool: scratch.pool }).tables.users.upsertRows([
        user(20_000, { login: "older", updated_at: "2026-02-01T00:00:00Z" }),
      ]);
      await waitUntilBlocked(scratch);
      await client.query("commit");
      expect(await fast).toEqual(counts({ unchanged: 1 }));
    } finally {
      client.release();
    }
    expect((await scratch.pool.query("select login from users where id = 20000")).rows).toEqual([
      { login: "newer" },
    ]);
  });
});

/** Asks until some statement waits for another transaction. */
async function waitUntilBlocked(scratch: ScratchDatabase): Promise<void> {
  for (;;) {
    const { rows } = await scratch.pool.query(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    if (rows.length > 0) return;
  }
}
