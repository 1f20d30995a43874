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
const shared = globalThis as unknown as { [place]?: Shared | undefined }; // a property of our own, typed nowhere else

/** Starts the PostgreSQL of the test run, or takes the one that TEST_POSTGRES_URL names. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env["TEST_POSTGRES_URL"];
  if (given !== undefined && given !== "") {
    project.provide("postgresUrl", given);
    return () => Promise.resolve();
  }
  const mine = (shared[place] ??= { users: 0, server: launchPostgres() });
  mine.users += 1;
  const server = await mine.server;
  project.provide("postgresUrl", server.url);
  return async () => {
    mine.users -= 1;
    if (mine.users > 0) return;
    shared[place] = undefined;
    await server.stop();
  };
}
