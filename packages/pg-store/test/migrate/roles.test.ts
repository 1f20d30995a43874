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
    await scratch.pool.query(`revoke create on schema public from public; revoke create on database ${scratch.name} from public`);
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
  const storeOf = (name: string, schema: string): ReturnType<typeof createPgStore<typeof tables>> => createPgStore({ connectionString: scratch.urlFor(name), schema });

  test("a role that may nothing hears what it lacks, and nothing is left behind", async () => {
    const name = await role("nothing");
    await using store = storeOf(name, "public");
    await expect(store.migrate()).rejects.toMatchObject({
      code: "E_STORE",
      message: `the role may not migrate the schema public: permission denied for database ${scratch.name}`,
      hint: 'as the database\'s owner: create schema if not exists sync42 authorization the_role; and make the role the owner of "public", or grant it create on it; 42sync doctor names every right that is missing',
    });
    expect((await scratch.pool.query("select nspname from pg_namespace where nspname = 'sync42'")).rows).toEqual([]);
  });

  test("a role that owns the data schema and sync42, and nothing else, does everything", async () => {
    const name = await role("owner");
    await scratch.pool.query(`create schema sync42 authorization ${name}; create schema mine authorization ${name}`);
    await using store = storeOf(name, "mine");
    expect((await store.migrate()).created).not.toContain("schema mine");
    expect((await store.migrate()).sql).toEqual([]);
    const held = await store.lock.acquire({ run: "nightly" });
    expect(await store.users.upsertRows([user(1)])).toEqual(counts({ inserted: 1 }));
    await held.release();
    expect(await store.query("select count(*) from students")).toEqual({ columns: ["count"], rows: [{ count: 1 }] });
  });

  test("a role that may only read finds nothing to migrate, and reads", async () => {
    const name = await role("reader");
    await scratch.pool.query(`grant usage on schema mine, sync42 to ${name}; grant select on all tables in schema mine, sync42 to ${name}; alter role ${name} set default_transaction_read_only = on`);
    await using store = storeOf(name, "mine");
    expect((await store.migrate()).sql).toEqual([]);
    expect(await store.counts.ids(tables.users)).toEqual([1]);
    expect(await store.runs()).toEqual([]);
    await expect(store.users.upsertRows([user(2)])).rejects.toMatchObject({ code: "E_STORE", context: { sqlstate: "25006" } });
  });
});
