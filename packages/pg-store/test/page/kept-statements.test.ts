import { tables } from "@42sync/core/tables";
import { createPgStore, type PgPool, type PgStore } from "@42sync/pg-store";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { scratchDatabase, type ScratchDatabase } from "../../../../testing/databases.js";
import { commit, entry, user } from "../given.js";

interface Kept {
  readonly name: string;
  readonly statement: string;
}

/** The statements that the server keeps for the connection of the store. */
async function keptBy(store: Pick<PgStore<typeof tables>, "query">): Promise<readonly Kept[]> {
  return (await store.query<Kept>("select name, statement from pg_prepared_statements order by statement"))
    .rows;
}

describe("statements of a page", () => {
  let scratch: ScratchDatabase;
  beforeAll(async () => {
    scratch = await scratchDatabase();
    await createPgStore({ pool: scratch.pool }).migrate();
  });
  afterAll(() => scratch.close());

  /** One connection, so that what is asked about it is asked of it. */
  const onePool = (): pg.Pool => {
    const pool = new pg.Pool({ connectionString: scratch.url, max: 1 });
    onTestFinished(() => pool.end());
    return pool;
  };
  const page = (store: PgStore<typeof tables>, id: number): Promise<unknown> =>
    commit(store, tables.users, [entry(user(id))], {
      resume: { kind: "full", since: null, until: null, startedAt: "2026-01-01T00:00:00Z", state: id },
    });

  test("are kept by the server while a run holds the lock", async () => {
    const store = createPgStore({ pool: onePool() });
    await page(store, 1);
    expect(await keptBy(store)).toEqual([]);
    const held = await store.lock.acquire({ run: "nightly" });
    await page(store, 2);
    await page(store, 3);
    const kept = await keptBy(store);
    const begins = kept.map(
      ({ statement }) =>
        /^(insert into \S+|select [a-z_]+|with given|with \w+|delete from \S+)/.exec(statement)?.[0],
    );
    expect(begins).toContain("insert into sync42.resume_points");
    expect(begins).toContain("with given");
    expect(kept.every(({ name }) => /^sync42_[0-9a-f]{16}$/.test(name))).toBe(true);
    await held.release();
    await page(store, 4);
    expect(await keptBy(store)).toEqual(kept);
  });

  test("find rows by their keys also when they were planned over an empty table", async () => {
    const store = createPgStore({ pool: onePool() });
    await scratch.pool.query("truncate users cascade");
    await scratch.pool.query("vacuum analyze users");
    const held = await store.lock.acquire({ run: "nightly" });
    // After five times with a plan for what is given, the server may make the one that it keeps.
    for (let id = 1; id <= 8; id += 1) await page(store, id);
    onTestFinished(() => held.release());
    const upsert = (await keptBy(store)).find(({ statement }) => statement.startsWith("with given"));
    const types = Object.keys(tables.users.columns).map(() => "'{}'");
    const { rows } = await store.query<{ "QUERY PLAN": string }>(
      `explain execute ${upsert?.name ?? ""}(${types.join(", ")})`,
    );
    const scans = rows
      .map((row) => row["QUERY PLAN"])
      .filter((line) => / on users t\b/.test(line) && line.includes("Scan"));
    expect(scans.map((line) => line.trim().replace(/^->\s+|\s+\(.*$/g, ""))).toEqual([
      "Index Scan using users_pkey on users t",
    ]);
  });

  test.each([
    [
      "a pooler",
      (pool: pg.Pool): PgPool => ({
        ...asPool(pool),
        connect: async () => withProcess(await pool.connect(), 1),
      }),
    ],
    [
      "a driver that does not tell its process",
      (pool: pg.Pool): PgPool => ({
        ...asPool(pool),
        connect: async () => withProcess(await pool.connect(), null),
      }),
    ],
  ])("are not kept through %s", async (_name, through) => {
    const store = createPgStore({ pool: through(onePool()) });
    const held = await store.lock.acquire({ run: "nightly" });
    await page(store, 5);
    expect(await keptBy(store)).toEqual([]);
    await held.release();
  });

  test("are not kept in a transaction of the caller's", async () => {
    const client = await onePool().connect();
    onTestFinished(() => client.release());
    const store = createPgStore({ client });
    const held = await store.lock.acquire({ run: "nightly" });
    await client.query("begin");
    await page(store, 6);
    expect((await client.query("show enable_seqscan")).rows).toEqual([{ enable_seqscan: "on" }]);
    await client.query("commit");
    expect(await keptBy(store)).toEqual([]);
    await held.release();
  });
});

function asPool(pool: pg.Pool): Pick<PgPool, "options"> {
  return { options: { max: pool.options.max } };
}

function withProcess(
  client: pg.PoolClient,
  processID: number | null,
): Awaited<ReturnType<PgPool["connect"]>> {
  return {
    processID,
    query: (query, values) => client.query(query as string, values),
    release: (error) => client.release(error),
  };
}
