import { tables } from "@42sync/core/tables";
import { createPgStore, type PgPool } from "@42sync/pg-store";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { describeStores, scratchDatabase, type ScratchDatabase } from "../../../../testing/databases.js";
import { counts, freshStore, user } from "../given.js";

const clock = { now: () => Date.parse("2026-01-02T03:04:05Z") };

describeStores("the lock of a data schema", (db) => {
  test("is refused to a second run, which hears who holds it since when", async () => {
    const store = await freshStore(db, { clock, holder: "pid 4711 on host a" });
    const held = await store.lock.acquire({ run: "nightly" });
    const second = createPgStore({ ...db.options(), schema: store.schema });
    await expect(second.lock.acquire({ run: "incremental" })).rejects.toMatchObject({
      code: "E_LOCKED",
      message:
        `the run nightly, pid 4711 on host a holds the lock of the schema ${store.schema} since ` +
        "2026-01-02T03:04:05.000Z",
      hint: expect.stringMatching(
        /^wait until it ends; if its machine is gone, select pg_terminate_backend\(\d+\) ends its connection$/,
      ) as string,
      context: {
        schema: store.schema,
        run: "nightly",
        holder: "pid 4711 on host a",
        since: "2026-01-02T03:04:05.000Z",
      },
      retryable: true,
    });
    await expect(store.lock.acquire({ run: "incremental" })).rejects.toMatchObject({ code: "E_LOCKED" });
    await held.release();
    await held.release();
    const next = await second.lock.acquire({ run: "incremental" });
    await next.release();
    expect(await db.sql("select 1 from sync42.locks where data_schema = $1", [store.schema])).toEqual([]);
  });

  test("of a schema that was not migrated says what to do, and is free afterwards", async () => {
    const store = createPgStore({ ...db.options(), schema: "locked_before_migrate" });
    await db.sql("drop schema if exists sync42 cascade");
    await expect(store.lock.acquire({ run: "nightly" })).rejects.toMatchObject({
      code: "E_STORE",
      hint: expect.stringContaining("run migrate first") as string,
    });
    await store.migrate();
    await (await store.lock.acquire({ run: "nightly" })).release();
  });
});

interface Pooling {
  /** How long its clients keep a process. */
  readonly mode: "transaction" | "session";
  /** What it tells its clients to be their process. */
  readonly processID: number | undefined;
  /** Which idle process is the next one. */
  readonly next?: "newest" | "oldest";
  /** Processes on the server. */
  readonly size?: number;
}

/** A pooler in front of a server, as its clients see it. */
function pooler(connectionString: string, { mode, processID, next = "newest", size = 3 }: Pooling): PgPool {
  const server = new pg.Pool({ connectionString, max: size });
  const all = new Set<pg.PoolClient>();
  const idle: pg.PoolClient[] = [];
  const take = async (): Promise<pg.PoolClient> => {
    const one =
      all.size < size && (next === "oldest" || idle.length === 0)
        ? await server.connect()
        : (next === "newest" ? idle.pop() : idle.shift())!;
    all.add(one);
    return one;
  };
  onTestFinished(async () => {
    for (const one of all) one.release(true);
    await server.end();
  });
  return {
    connect: () => {
      let held: pg.PoolClient | undefined;
      return Promise.resolve({
        ...(processID === undefined ? {} : { processID }),
        query: async (query, values) => {
          const process = held ?? (await take());
          const answer = await process.query(query as string, values); // pg's own words go through as they are
          held =
            mode === "session" || query === "begin"
              ? process
              : query === "commit" || query === "rollback"
                ? undefined
                : held;
          if (held === undefined) idle.push(process);
          return answer;
        },
        release: () => {
          if (held !== undefined) idle.push(held);
          held = undefined;
        },
      });
    },
  };
}

const pooled = {
  name: "StoreError",
  code: "E_STORE",
  message:
    "the lock of the schema public does not hold: a pooler gives this connection's process to " +
    "others between two transactions",
  hint:
    "give 42sync an address of the server itself, or of a pooler in session mode (often another " +
    "port: 5432 rather than 6543 or 6432)",
};

describe("the lock through a pooler", () => {
  let scratch: ScratchDatabase;
  beforeAll(async () => {
    scratch = await scratchDatabase();
    await createPgStore({ pool: scratch.pool }).migrate();
  });
  afterAll(() => scratch.close());

  test("is refused where it would not hold, before it is taken", async () => {
    const store = createPgStore({ pool: pooler(scratch.url, { mode: "transaction", processID: 1 }) });
    await expect(store.lock.acquire({ run: "nightly" })).rejects.toMatchObject(pooled);
    const free = createPgStore({ pool: scratch.pool });
    await (await free.lock.acquire({ run: "nightly" })).release();
  });

  test("holds in session mode", async () => {
    const store = createPgStore({ pool: pooler(scratch.url, { mode: "session", processID: 1 }) });
    const held = await store.lock.acquire({ run: "nightly" });
    await expect(
      createPgStore({ pool: scratch.pool }).lock.acquire({ run: "incremental" }),
    ).rejects.toMatchObject({ code: "E_LOCKED" });
    await held.release();
  });

  test("that did not hold is told at the end, where nothing showed it before", async () => {
    const store = createPgStore({
      pool: pooler(scratch.url, { size: 8, mode: "transaction", processID: undefined, next: "oldest" }),
    });
    const held = await store.lock.acquire({ run: "nightly" });
    await expect(held.release()).rejects.toMatchObject(pooled);
  });

  test("needs no second connection of a pool that has one", async () => {
    const store = createPgStore({
      pool: { ...pooler(scratch.url, { size: 1, mode: "session", processID: 1 }), options: { max: 1 } },
    });
    await (await store.lock.acquire({ run: "nightly" })).release();
  });
});

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
    for (;;) {
      const { rows } = await scratch.pool.query(
        "select 1 from pg_locks where locktype = 'advisory' and database = (select oid from " +
          "pg_database where datname = current_database())",
      );
      if (rows.length === 0) return;
    }
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

  test("a lock whose holder crashed is free, and its open run is closed as failed by the next", async () => {
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
    const reason = "the process ended without closing the run";
    expect(
      (
        await scratch.pool.query(
          "select outcome, reason, ended_at is not null as ended from sync42.runs where id = $1",
          [lost],
        )
      ).rows,
    ).toEqual([{ outcome: "failed", reason, ended: true }]);
    expect(
      (
        await scratch.pool.query(
          "select outcome, reason, ended_at is not null as ended from sync42.passes where id = $1",
          [passId],
        )
      ).rows,
    ).toEqual([{ outcome: "failed", reason, ended: true }]);
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
