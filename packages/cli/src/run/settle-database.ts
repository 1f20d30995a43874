import { systemClock } from "@42sync/core";
import type { CommandContext } from "../commands/command-context.js";
import { readDatabaseTarget, type DatabaseTarget } from "../config/database-target.js";
import { readEnvironment, type Environment } from "../config/read-environment.js";
import { openDatabase, type OpenDatabase } from "../connect/open-database.js";

/** Flags that name a database. */
export interface DatabaseFlags {
  readonly database?: string | undefined;
  readonly schema: string;
}

/** Which database a command works on, before it is opened. */
export interface Settled {
  readonly env: Environment;
  readonly target: DatabaseTarget;
  /** `embedded PostgreSQL in .42sync/db, schema public`; no secret. */
  readonly says: string;
}

/** Reads the settings of the database from flags and environment. */
export async function settleDatabase(context: CommandContext, flags: DatabaseFlags): Promise<Settled> {
  const env = await readEnvironment(context.env, context.cwd);
  const target = readDatabaseTarget({ flag: flags.database, env, cwd: context.cwd });
  if (target.kind === "server") context.secrets.add(target.password);
  return { env, target, says: `${target.says}, schema ${flags.schema}` };
}

export interface UseDatabaseInput {
  readonly settled: Settled;
  readonly schema: string;
  /** The command, for the lock file. */
  readonly command: string;
  /** Whether an embedded database that is not there yet is made. */
  readonly create: boolean;
  /** Whether it is made in memory only. @default false */
  readonly inMemory?: boolean;
}

/** Opens the database for as long as `work` takes. */
export async function useDatabase<T>(context: CommandContext, input: UseDatabaseInput, work: (database: OpenDatabase) => Promise<T>): Promise<T> {
  const clock = context.clock ?? systemClock;
  const { target } = input.settled;
  const database = await openDatabase({ target, schema: input.schema, command: input.command, create: input.create, inMemory: input.inMemory ?? false, now: () => clock.now() });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
