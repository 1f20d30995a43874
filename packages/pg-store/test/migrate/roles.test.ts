import { tables } from "@42sync/core/tables";
import { createPgStore } from "@42sync/pg-store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scratchDatabase, type ScratchDatabase } from "../../../../testing/databases.js";
import { counts, user } from "../given.js";

describe("roles", () => {
  let scratch: ScratchDatabase;
  const names: string[] = [];
  beforeAll(async () => {
    scratch = await scratchDatabase();
    await scratch.pool.query(
      `revoke create on schema public from public; revoke create on database ${scratch.name} from public`,
    );
  });
  afterAll(async () => {
    for (const name of names) await scratch.pool.query(`drop owned by ${name}; drop role ${name}`);
    await scratch.close();
  });

  /** Roles belong to the server, which other test files share. */
  const role = async (kind: string): Promise<string> => {
    const name = `${kind}_${scratch.name.slice(-12)}`;
    names.push(name);
    await scratch.pool.query(`create role ${name} login password 'test'`);
    return name;
  };
  const storeOf = (name: string, schema: string): ReturnType<typeof createPgStore<typeof tables>> =>
    createPgStore({ connectionString: scratch.urlFor(name), schema });

  const refusal = (store: ReturnType<typeof storeOf>): Promise<Error & { hint?: string }> =>
    store.migrate().then(
      () => expect.unreachable("it migrated"),
      (error: unknown) => error as Error & { hint?: string },
    );

  test("a role without rights hears what it lacks, nothing is left behind, and the hint is enough", async () => {
    const name = await role("nothing");
    await using store = storeOf(name, "public");
    const refused = await refusal(store);
    const grants =
      `create schema "sync42" authorization "${name}"; grant usage, create on schema "public" to ` +
      `"${name}"`;
    expect(refused).toMatchObject({
      code: "E_STORE",
      message: `the role ${name} may not migrate the schema public: permission denied for database ${scratch.name}`,
      hint: `as the database's owner: ${grants}; 42sync doctor names every right that is missing`,
    });
    expect(
      (await scratch.pool.query("select nspname from pg_namespace where nspname = 'sync42'")).rows,
    ).toEqual([]);
    await scratch.pool.query(grants);
    expect((await store.migrate()).created).toContain("table users");
    await scratch.pool.query(`drop owned by ${name}`);
  });

  test("the role and the schema are quoted in what the hint says", async () => {
    const plain = await role("quoted");
    await scratch.pool.query(`alter role ${plain} rename to "${plain} a""b"`);
    names.pop();
    names.push(`"${plain} a""b"`);
    await scratch.pool.query('create schema "Intra ""42"""');
    await using store = createPgStore({
      connectionString: scratch.urlFor(encodeURIComponent(`${plain} a"b`)),
      schema: 'Intra "42"',
    });
    const { hint, message } = await refusal(store);
    const grants =
      `create schema "sync42" authorization "${plain} a""b"; grant usage, create on schema "Intra ` +
      `""42""" to "${plain} a""b"`;
    expect({ hint, message }).toEqual({
      hint: `as the database's owner: ${grants}; 42sync doctor names every right that is missing`,
      message:
        `the role ${plain} a"b may not migrate the schema Intra "42": permission denied for ` +
        `database ${scratch.name}`,
    });
    await scratch.pool.query(grants);
    expect((await store.migrate()).created).toContain("table users");
    await scratch.pool.query(`drop schema "Intra ""42""" cascade; drop schema sync42 cascade`);
  });

  test("a role that owns the data schema and sync42, and nothing else, does everything", async () => {
    const name = await role("owner");
    await scratch.pool.query(
      `create schema sync42 authorization ${name}; create schema mine authorization ${name}`,
    );
    await using store = storeOf(name, "mine");
    expect((await store.migrate()).created).not.toContain("schema mine");
    expect((await store.migrate()).sql).toEqual([]);
    const held = await store.lock.acquire({ run: "nightly" });
    expect(await store.tables.users.upsertRows([user(1)])).toEqual(counts({ inserted: 1 }));
    await held.release();
    expect(await store.query("select count(*) from students")).toEqual({
      columns: ["count"],
      rows: [{ count: 1 }],
    });
  });

  test("a role that may only read finds nothing to migrate, and reads", async () => {
    const name = await role("reader");
    await scratch.pool.query(
      `grant usage on schema mine, sync42 to ${name}; grant select on all tables in schema mine, ` +
        `sync42 to ${name}; alter role ${name} set default_transaction_read_only = on`,
    );
    await using store = storeOf(name, "mine");
    expect((await store.migrate()).sql).toEqual([]);
    expect(await store.counts.ids(tables.users)).toEqual([1]);
    expect(await store.reports.runs()).toEqual([]);
    await expect(store.tables.users.upsertRows([user(2)])).rejects.toMatchObject({
      code: "E_STORE",
      context: { sqlstate: "25006" },
    });
  });
});
