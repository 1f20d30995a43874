import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPgStore, type PgStore } from "@42sync/pg-store";
import type { Row, tables } from "@42sync/core/tables";
import pg from "pg";
import { launchPostgres } from "../../testing/launch-postgres.js";
import { copyWithPsql } from "./copy-floor.js";
import { makeRows, people, projects, rowsToCopyText } from "./projects-users-rows.js";

/**
 * A server of the bench's own with the tables of 42sync, the parents of the rows, and the floor beside them.
 */
export interface BenchDatabase {
  readonly store: PgStore<typeof tables>;
  readonly pool: pg.Pool;
  readonly rows: readonly Row[];
  /** Runs a statement. */
  sql(text: string): Promise<readonly Record<string, unknown>[]>;
  /** Empties the table. */
  empty(): Promise<void>;
  /**
   * Seconds of `psql COPY` of the same rows into the same table, indexes and foreign keys included, emptied
   * before.
   */
  copy(): Promise<number>;
  /** The same into a copy of the table with its indexes and without foreign keys. */
  copyWithoutReferences(): Promise<number>;
  readonly version: string;
}

/** Opens the database for a task and removes it after. */
export async function withDatabase<T>(
  count: number,
  task: (database: BenchDatabase) => Promise<T>,
): Promise<T> {
  const server = await launchPostgres();
  const folder = mkdtempSync(join(tmpdir(), "42sync-bench-"));
  const pool = new pg.Pool({ connectionString: server.url, max: 4 });
  try {
    const store = createPgStore({ pool });
    await store.migrate();
    await pool.query(
      `insert into users (${await required(pool, "users")}) select ` +
        `${await filler(pool, "users")} from generate_series(1, ${String(people)}) as n`,
    );
    await pool.query(
      `insert into projects (${await required(pool, "projects")}) select ` +
        `${await filler(pool, "projects")} from generate_series(1, ${String(projects)}) as n`,
    );
    // Autovacuum would come at a moment of its own, to one side only.
    await pool.query("alter system set autovacuum = off");
    await pool.query("select pg_reload_conf()");
    await pool.query(
      "create extension pg_walinspect; create table floor (like projects_users including all)",
    );
    const rows = makeRows(count);
    const file = join(folder, "rows.tsv");
    writeFileSync(file, rowsToCopyText(rows));
    const copyInto = async (table: string): Promise<number> => {
      await pool.query(`truncate ${table}; checkpoint`);
      return copyWithPsql(server.url, table, file);
    };
    const { rows: told } = await pool.query<{ server_version: string }>("show server_version");
    return await task({
      store,
      pool,
      rows,
      sql: async (text) => (await pool.query<Record<string, unknown>>(text)).rows,
      empty: async () => {
        await pool.query("truncate projects_users; checkpoint");
      },
      copy: () => copyInto("projects_users"),
      copyWithoutReferences: () => copyInto("floor"),
      version: told[0]?.server_version ?? "",
    });
  } finally {
    await pool.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Needed {
  readonly column_name: string;
  readonly data_type: string;
}

async function needed(pool: pg.Pool, table: string): Promise<readonly Needed[]> {
  const text =
    "select column_name, data_type from information_schema.columns where table_schema = 'public' " +
    "and table_name = $1 and is_nullable = 'NO' and column_default is null order by " +
    "ordinal_position";
  return (await pool.query<Needed>(text, [table])).rows;
}

async function required(pool: pg.Pool, table: string): Promise<string> {
  return (await needed(pool, table)).map((one) => `"${one.column_name}"`).join(", ");
}

/** A value for each column that must have one; the number itself is the key. */
async function filler(pool: pg.Pool, table: string): Promise<string> {
  const values: Readonly<Record<string, string>> = {
    bigint: "n",
    integer: "n",
    "double precision": "n",
    boolean: "false",
    "timestamp with time zone": "now()",
    ARRAY: "'{}'",
    jsonb: "'{}'",
  };
  return (await needed(pool, table)).map((one) => values[one.data_type] ?? "n::text").join(", ");
}
