import { tables } from "@42sync/core/tables";
import { createPgStore } from "@42sync/pg-store";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scratchDatabase, type ScratchDatabase } from "../../../../testing/databases.js";
import { counts, user } from "../given.js";

describe("the lock and its connection", () => {
  let scratch: ScratchDatabase;
  beforeAll(async () => {
    scratch = await scratchDatabase();
    await createPgStore({ pool: scratch.pool }).migrate();
  });
  afterAll(() => scratch.close());

  const endHolder = async (): Promise<void> => {
    await scratch.pool.query(
      "select pg_terminate_backend(backend_pid) from sync42.locks where data_schema = 'public'",
    );
    const heldLocks = async (): Promise<number> => {
      const { rows } = await scratch.pool.query(
        "select 1 from pg_locks where locktype = 'advisory' and database = (select oid from " +
          "pg_database where datname = current_database())",
      );
      return rows.length;
    };
    await expect.poll(heldLocks, { timeout: 10_000, message: "the lock outlives its connection" }).toBe(0);
  };

  test("a pool of one connection is enough for a run", async () => {
    const pool = new pg.Pool({ connectionString: scratch.url, max: 1 });
    const store = createPgStore({ pool });
    const held = await store.lock.acquire({ run: "nightly" });
    const runId = await store.ledger.beginRun({ name: "nightly", scope: "s" });
    expect(await store.tables.users.upsertRows([user(1)])).toEqual(counts({ inserted: 1 }));
    expect(await store.counts.ids(tables.users)).toEqual([1]);
    await store.ledger.endRun(runId, { outcome: "complete", hits: 0, reason: null });
    await held.release();
    expect(await store.counts.count(tables.users)).toBe(1);
    await pool.end();
  });

  test("a run that lost its connection lost the lock, and cannot write on without it", async () => {
    const store = createPgStore({ connectionString: scratch.url, holder: "the first" });
    const held = await store.lock.acquire({ run: "nightly" });
    await endHolder();
    const other = createPgStore({ pool: scratch.pool });
    const taken = await other.lock.acquire({ run: "incremental" });
    await expect(store.tables.users.upsertRows([user(2)])).rejects.toMatchObject({ code: "E_STORE" });
    await expect(store.tables.users.upsertRows([user(2)])).rejects.toMatchObject({
      code: "E_STORE",
      message: "the connection to the database that held the run's lock was lost",
      hint: "check that the database server runs, then run again; it goes on where it was",
    });
    await taken.release();
    expect(await other.counts.ids(tables.users)).toEqual([1]);
    await held.release();
    // Released, the store takes a fresh connection.
    expect(await store.tables.users.upsertRows([user(2)])).toEqual(counts({ inserted: 1 }));
    await store.close();
  });

  test("a lock whose holder crashed is free, and its open run is closed as killed by the next", async () => {
    const first = createPgStore({ connectionString: scratch.url });
    await first.lock.acquire({ run: "nightly" });
    const lost = await first.ledger.beginRun({ name: "nightly", scope: "s" });
    const passId = await first.ledger.beginPass({
      runId: lost,
      table: "users",
      kind: "full",
      reason: "r",
      since: null,
      until: null,
      resumed: false,
      watermarkBefore: null,
    });
    await endHolder();
    const second = createPgStore({ pool: scratch.pool });
    const held = await second.lock.acquire({ run: "nightly" });
    await second.ledger.beginRun({ name: "nightly", scope: "s" });
    expect(
      (
        await scratch.pool.query(
          "select outcome, reason, ended_at is not null as ended from sync42.runs where id = $1",
          [lost],
        )
      ).rows,
    ).toEqual([{ outcome: "killed", reason: null, ended: true }]);
    expect(
      (
        await scratch.pool.query(
          "select outcome, reason, ended_at is not null as ended from sync42.passes where id = $1",
          [passId],
        )
      ).rows,
    ).toEqual([{ outcome: "killed", reason: null, ended: true }]);
    await held.release();
    await first.close();
  });

  test("two stores on one client refuse each other", async () => {
    const client = await scratch.pool.connect();
    const held = await createPgStore({ client }).lock.acquire({ run: "nightly" });
    await expect(createPgStore({ client }).lock.acquire({ run: "incremental" })).rejects.toMatchObject({
      code: "E_LOCKED",
    });
    await held.release();
    client.release();
  });

  test("both of two runs that start at the same moment cannot have it", async () => {
    const stores = [1, 2, 3, 4].map(() => createPgStore({ pool: scratch.pool }));
    const results = await Promise.allSettled(stores.map((store) => store.lock.acquire({ run: "nightly" })));
    const held = results.filter((result) => result.status === "fulfilled");
    expect(held).toHaveLength(1);
    expect(
      results.flatMap((result) =>
        result.status === "rejected" ? [(result.reason as { code: string }).code] : [],
      ),
    ).toEqual(["E_LOCKED", "E_LOCKED", "E_LOCKED"]);
    await Promise.all(held.map((result) => result.value.release()));
  });
});
