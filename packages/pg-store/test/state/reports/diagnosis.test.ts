import { createPgStore } from "@42sync/pg-store";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeStores, scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import { freshStore } from "../../given.js";

describeStores("what a run relies on", (db) => {
  test("the server is known by its version", async () => {
    const store = createPgStore({ ...db.options() });
    const [row] = await db.sql(
      "select current_setting('server_version_num')::int as number, current_user::text as role, " +
        "current_database()::text as database",
    );
    const { version, versionNumber, ...rest } = await store.reports.serverFacts();
    expect({ versionNumber, ...rest, major: Number(/^\d+/.exec(version)?.[0]) }).toEqual({
      versionNumber: row?.["number"],
      role: row?.["role"],
      database: row?.["database"],
      readOnly: false,
      major: Math.floor(versionNumber / 10_000),
    });
  });

  test("an owner lacks nothing, before the tables are made and after", async () => {
    const store = createPgStore({ ...db.options(), schema: "not_made_yet" });
    expect(await store.reports.missingRights()).toEqual([]);
    expect(await (await freshStore(db)).reports.missingRights()).toEqual([]);
  });

  test("whoever holds the lock is named, and nobody afterwards", async () => {
    const store = await freshStore(db, {
      holder: "process 1 on a",
      clock: { now: () => Date.parse("2026-01-01T00:00:00Z") },
    });
    const held = await store.lock.acquire({ run: "nightly" });
    const holder = await store.reports.lockHolder();
    await held.release();
    expect([holder, await store.reports.lockHolder()]).toEqual([
      {
        run: "nightly",
        holder: "process 1 on a",
        since: "2026-01-01T00:00:00.000Z",
        backendPid: expect.any(Number) as number,
      },
      undefined,
    ]);
  });
});

describe("the rights of a role", () => {
  let scratch: ScratchDatabase;
  let pool: pg.Pool;
  const role = `reader_${crypto.randomUUID().replaceAll("-", "")}`;
  beforeAll(async () => {
    scratch = await scratchDatabase();
    await scratch.pool.query(`create role ${role} login password 'test'`);
    pool = new pg.Pool({ connectionString: scratch.urlFor(role), max: 2 });
  });
  afterAll(async () => {
    await pool.end();
    await scratch.pool.query(`drop owned by ${role}; drop role ${role}`);
    await scratch.close();
  });

  test("are told with what its owner would run, and suffice once that was run", async () => {
    const store = createPgStore({ pool, schema: "Intra" });
    await scratch.pool.query('create schema "Intra"');
    const missing = await store.reports.missingRights();
    expect(missing).toEqual([
      {
        what: "may not create in the schema Intra",
        sql: `grant usage, create on schema "Intra" to "${role}"`,
      },
      { what: "may not create the schema sync42", sql: `create schema "sync42" authorization "${role}"` },
    ]);
    for (const { sql } of missing) await scratch.pool.query(sql);
    expect(await store.reports.missingRights()).toEqual([]);
    await store.migrate();
    expect(await store.reports.missingRights()).toEqual([]);
  });

  test("do not reach to tables of another owner", async () => {
    const store = createPgStore({ pool, schema: "Intra" });
    await scratch.pool.query('alter table "Intra".users owner to current_user');
    expect(await store.reports.missingRights()).toEqual([
      { what: "does not own Intra.users", sql: `alter table "Intra"."users" owner to "${role}"` },
    ]);
    await scratch.pool.query(`alter table "Intra".users owner to ${role}`);
  });

  test("a role that is set to read is seen", async () => {
    await scratch.pool.query(`alter role ${role} set default_transaction_read_only = on`);
    const reading = new pg.Pool({ connectionString: scratch.urlFor(role), max: 1 });
    const { readOnly } = await createPgStore({ pool: reading }).reports.serverFacts();
    await reading.end();
    await scratch.pool.query(`alter role ${role} reset default_transaction_read_only`);
    expect(readOnly).toBe(true);
  });
});
