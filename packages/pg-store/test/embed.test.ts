import { tables } from "@42sync/core/tables";
import { createPgStore } from "@42sync/pg-store";
import { inspect } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scratchDatabase, scratchPglite, type ScratchDatabase } from "../../../testing/databases.js";
import { commit, counts, entry, user } from "./given.js";

describe("a store in somebody's program", () => {
  let scratch: ScratchDatabase;
  beforeAll(async () => {
    scratch = await scratchDatabase();
    await createPgStore({ pool: scratch.pool }).migrate();
  });
  afterAll(() => scratch.close());

  const ids = async (): Promise<readonly number[]> =>
    createPgStore({ pool: scratch.pool }).counts.ids(tables.users);

  test("takes a client of a pool for each transaction and gives it back", async () => {
    const pool = new pg.Pool({ connectionString: scratch.url, max: 1 });
    const store = createPgStore({ pool });
    expect(await store.tables.users.upsertRows([user(1)])).toEqual(counts({ inserted: 1 }));
    expect(pool.waitingCount + pool.totalCount - pool.idleCount).toBe(0);
    await pool.query("select 1");
    await store.close();
    await pool.query("select 1"); // the pool is the caller's, and stays open
    await pool.end();
  });

  test("makes a transaction of its own on a client", async () => {
    const client = new pg.Client({ connectionString: scratch.url });
    await client.connect();
    await createPgStore({ client }).tables.users.upsertRows([user(2)]);
    expect(await ids()).toContain(2);
    await client.end();
  });

  test("writes within the client's open transaction, which the caller ends", async () => {
    const client = new pg.Client({ connectionString: scratch.url });
    await client.connect();
    const store = createPgStore({ client });
    await client.query("begin");
    expect(await store.tables.users.upsertRows([user(3), user(4)], { batchSize: 1 })).toEqual(
      counts({ inserted: 2 }),
    );
    expect(await ids()).not.toContain(3);
    await client.query("rollback");
    expect(await ids()).not.toContain(3);
    await client.query("begin");
    await store.tables.users.upsertRows([user(3)]);
    await client.query("commit");
    expect(await ids()).toContain(3);
    await client.end();
  });

  test("a write that fails within an open transaction undoes itself alone", async () => {
    const client = new pg.Client({ connectionString: scratch.url });
    await client.connect();
    const store = createPgStore({ client });
    await client.query("begin");
    await store.tables.users.upsertRows([user(5)]);
    await expect(
      commit(store, tables.users, [entry(user(6))], { completes: { watermark: "never", kind: "full" } }),
    ).rejects.toMatchObject({ code: "E_STORE" });
    await client.query("commit");
    expect((await ids()).filter((id) => id === 5 || id === 6)).toEqual([5]);
    await client.end();
  });

  test("a query within an open transaction sees what was written, and leaves it writable", async () => {
    const client = new pg.Client({ connectionString: scratch.url });
    await client.connect();
    const store = createPgStore({ client });
    await client.query("begin");
    await store.tables.users.upsertRows([user(10)]);
    expect((await store.query("select count(*) from users where id = 10")).rows).toEqual([{ count: 1 }]);
    await expect(store.query("delete from users")).rejects.toMatchObject({ code: "E_STORE" });
    await store.tables.users.upsertRows([user(11)]);
    await client.query("commit");
    expect((await ids()).filter((id) => id === 10 || id === 11)).toEqual([10, 11]);
    await client.end();
  });

  test("a client that does not tell whether a transaction is open is asked by a savepoint", async () => {
    const client = new pg.Client({ connectionString: scratch.url });
    await client.connect();
    const texts: string[] = [];
    const quiet = {
      query: (query: string, values?: unknown[]) => {
        texts.push(query.split(/[\s(]/)[0] ?? "");
        return client.query(query, values);
      },
    };
    // a driver that takes texts only
    await createPgStore({ client: quiet as never }).tables.users.upsertRows([user(7)]);
    expect(texts).toEqual(["savepoint", "begin", "select", "select", "insert", "with", "commit"]);
    await client.query("begin");
    await createPgStore({ client: quiet as never }).tables.users.upsertRows([user(8)]);
    await client.query("rollback");
    expect((await ids()).filter((id) => id === 7 || id === 8)).toEqual([7]);
    await client.end();
  });

  test("pages that come at once over one client do not mix their transactions", async () => {
    const client = new pg.Client({ connectionString: scratch.url });
    await client.connect();
    const store = createPgStore({ client });
    const bad = { completes: { watermark: "never", kind: "full" } } as const;
    const results = await Promise.allSettled([
      commit(store, tables.users, [entry(user(20))]),
      commit(store, tables.users, [entry(user(21))], bad),
      commit(store, tables.users, [entry(user(22))]),
    ]);
    expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect((await ids()).filter((id) => id >= 20 && id < 30)).toEqual([20, 22]);
    await client.end();
  });

  test("opens a pool of its own for a connection string, and ends it", async () => {
    const store = createPgStore({ connectionString: scratch.url });
    expect(await store.tables.users.upsertRows([user(9)])).toEqual(counts({ inserted: 1 }));
    await store.close();
    await store.close();
    await expect(store.counts.count(tables.users)).rejects.toMatchObject({
      code: "E_STORE",
      message: "the store is closed",
    });
  });

  test("is closed at the end of its block", async () => {
    let kept;
    {
      await using store = createPgStore({ connectionString: scratch.url });
      kept = store;
      await store.counts.count(tables.users);
    }
    await expect(kept.counts.count(tables.users)).rejects.toMatchObject({ message: "the store is closed" });
  });

  test("stops between batches when the signal fires, and keeps what was stored", async () => {
    const controller = new AbortController();
    const store = createPgStore({ pool: scratch.pool });
    async function* source(): AsyncGenerator<ReturnType<typeof user>> {
      for (let id = 100; ; id += 1) {
        if (id === 120) controller.abort(new Error("enough"));
        yield await Promise.resolve(user(id));
      }
    }
    await expect(
      store.tables.users.upsertRows(source(), { batchSize: 10, signal: controller.signal }),
    ).rejects.toMatchObject({ code: "E_ABORTED", context: { table: "users" } });
    expect((await ids()).filter((id) => id >= 100)).toHaveLength(20);
  });

  test("a batch size that is none is refused", async () => {
    await expect(
      createPgStore({ pool: scratch.pool }).tables.users.upsertRows([user(1)], { batchSize: 0 }),
    ).rejects.toMatchObject({ code: "E_CONFIG" });
  });
});

describe("a store over PGlite", () => {
  test("writes within PGlite's transaction, which the caller ends", async () => {
    const pglite = await scratchPglite();
    const store = createPgStore({ pglite });
    await store.migrate();
    const undo = pglite.transaction(async (transaction) => {
      const within = createPgStore({ pglite: transaction });
      await within.tables.users.upsertRows([user(1)]);
      expect((await within.query("select count(*) from users")).rows).toEqual([{ count: 1 }]);
      throw new Error("undo");
    });
    await expect(undo).rejects.toThrow("undo");
    expect(await store.counts.ids(tables.users)).toEqual([]);
    await pglite.transaction(async (transaction) => {
      const within = createPgStore({ pglite: transaction });
      await within.tables.users.upsertRows([user(2)]);
      await expect(
        commit(within, tables.users, [entry(user(3))], { completes: { watermark: "never", kind: "full" } }),
      ).rejects.toMatchObject({ code: "E_STORE" });
    });
    expect(await store.counts.ids(tables.users)).toEqual([2]);
    await store.close();
    await pglite.query("select 1"); // it is the caller's, and stays open
    await pglite.close();
    await expect(store.counts.ids(tables.users)).rejects.toMatchObject({ code: "E_STORE" });
  });
});

describe("what is given for a database", () => {
  test.each([
    ["nothing", {}, "no database is given"],
    [
      "two",
      { connectionString: "postgres://x", pool: { connect: () => undefined } },
      "more than one database is given",
    ],
    ["a pool as a client", { client: new pg.Pool() }, "`client` is a pool"],
  ])("%s is refused", (_what, options, message) => {
    expect(() => createPgStore(options as never)).toThrow(
      expect.objectContaining({ code: "E_CONFIG", message }) as Error,
    );
  });

  test("a URL that cannot be read is told without its password", async () => {
    const store = createPgStore({ connectionString: "postgres://me:ses#ame@127.0.0.1:x/nowhere" });
    const error: unknown = await store.migrate().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "E_CONFIG", message: "the database URL cannot be read" });
    expect(inspect(error)).not.toContain("ses#ame");
    await store.close();
  });

  test("a server that is not there is told without the password", async () => {
    const store = createPgStore({ connectionString: "postgres://me:sesame@127.0.0.1:1/nowhere" });
    const error: unknown = await store.migrate().catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: "E_STORE",
      retryable: true,
      hint:
        "check that the database server runs and that its address is right; then run again, it " +
        "resumes where it stopped",
    });
    expect(inspect(error)).not.toContain("sesame");
    await store.close();
  });
});
