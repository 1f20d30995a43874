import pg from "pg";
import type { TestProject } from "vitest/node";
import { launchPostgres, type LaunchedPostgres } from "./launch-postgres.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** Superuser URL of the server of this test run. */
    readonly postgresUrl: string;
  }
}

interface Shared {
  users: number;
  readonly server: Promise<LaunchedPostgres>;
}

// Every project loads this file anew within one process; they share one server.
const place = Symbol.for("42sync.testing.postgres");
// a property of our own, typed nowhere else
const shared = globalThis as unknown as { [place]?: Shared | undefined };

/**
 * Starts the PostgreSQL of the test run, or takes the one that TEST_POSTGRES_URL names. TEST_POSTGRES_MAJOR
 * chooses the version, as `npm run test:pg -- 15` does.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const major = setting("TEST_POSTGRES_MAJOR");
  const given = setting("TEST_POSTGRES_URL");
  if (given !== undefined) {
    if (major !== undefined) await checkMajor(given, major);
    project.provide("postgresUrl", given);
    return () => Promise.resolve();
  }
  const mine = (shared[place] ??= { users: 0, server: launchPostgres(major) });
  mine.users += 1;
  const server = await mine.server;
  if (major !== undefined && mine.users === 1)
    process.stdout.write(`tests run on PostgreSQL ${await readVersion(server.url)}, from ${server.from}\n`);
  project.provide("postgresUrl", server.url);
  return async () => {
    mine.users -= 1;
    if (mine.users > 0) return;
    shared[place] = undefined;
    await server.stop();
  };
}

function setting(name: string): string | undefined {
  const value = process.env[name];
  return value === "" ? undefined : value;
}

async function checkMajor(url: string, major: string): Promise<void> {
  const version = await readVersion(url);
  if (!version.startsWith(`${major}.`))
    throw new Error(`TEST_POSTGRES_URL is a PostgreSQL ${version}, not ${major}`);
}

async function readVersion(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>("show server_version");
    return rows[0]!.server_version;
  } finally {
    await client.end();
  }
}
