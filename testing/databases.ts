import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { afterAll, beforeAll, describe, inject } from "vitest";

/** A database of one test file's own, on the server of the test run. */
export interface ScratchDatabase {
  /** Superuser URL of this database. */
  readonly url: string;
  readonly name: string;
  /** A pool on it; closed with it. */
  readonly pool: pg.Pool;
  /** A connection URL for another role, whose password is `test`. */
  urlFor(role: string): string;
  close(): Promise<void>;
}

/** Creates an empty database; the caller closes it, which drops it. */
export async function scratchDatabase(): Promise<ScratchDatabase> {
  const server = inject("postgresUrl");
  const name = `scratch_${crypto.randomUUID().replaceAll("-", "")}`;
  await onServer(server, `create database ${name} template template0`);
  const url = withDatabase(server, name);
  const pool = new pg.Pool({ connectionString: url.href, max: 8 });
  pool.on("error", () => undefined); // tests end connections on purpose
  return {
    url: url.href,
    name,
    pool,
    urlFor: (role) => Object.assign(new URL(url.href), { username: role, password: "test" }).href,
    close: async () => {
      await pool.end();
      await onServer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

/** An empty embedded database in memory; the caller closes it. */
export async function scratchPglite(): Promise<PGlite> {
  return PGlite.create();
}

/** What `describeStores` hands to each of its two suites. */
export interface StoreUnderTest {
  readonly kind: "PostgreSQL" | "PGlite";
  /** Options of `createPgStore`, once the suite has begun: `createPgStore({ ...db.options() })`. */
  options(): { readonly pool: pg.Pool } | { readonly pglite: PGlite };
  /** Runs a statement as the database's owner. */
  sql(text: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
}

/** Runs the same tests on PostgreSQL and on PGlite, each with a database of its own. */
export function describeStores(name: string, tests: (db: StoreUnderTest) => void): void {
  describe(`${name} (PostgreSQL)`, () => {
    let scratch: ScratchDatabase;
    beforeAll(async () => {
      scratch = await scratchDatabase();
    });
    afterAll(() => scratch.close());
    tests({
      kind: "PostgreSQL",
      options: () => ({ pool: scratch.pool }),
      sql: async (text, values) =>
        (
          await scratch.pool.query<Record<string, unknown>>(
            text,
            values === undefined ? undefined : [...values],
          )
        ).rows,
    });
  });
  describe(`${name} (PGlite)`, () => {
    let pglite: PGlite;
    beforeAll(async () => {
      pglite = await scratchPglite();
    });
    afterAll(() => pglite.close());
    tests({
      kind: "PGlite",
      options: () => ({ pglite }),
      sql: async (text, values) =>
        (await pglite.query<Record<string, unknown>>(text, values === undefined ? undefined : [...values]))
          .rows,
    });
  });
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function withDatabase(server: string, name: string): URL {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url;
}
