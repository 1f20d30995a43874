import { ConfigError, systemClock } from "@42sync/core";
import type { PgStore } from "@42sync/pg-store";
import type { CommandContext } from "../command-context.js";
import type { Settings } from "../config/resolve-settings.js";
import { isUnmigrated, openDatabase, type OpenDatabase } from "./open-database.js";

export interface UseDatabaseInput {
  readonly settings: Pick<Settings, "target" | "schema" | "mirror">;
  /** The command, for the lock file. */
  readonly command: string;
  /** Whether an embedded database that is not there yet is made. */
  readonly create: boolean;
  /** Whether it is made in memory only. @default false */
  readonly inMemory?: boolean;
}

/** Opens the database that the settings name; whoever opens it closes it. */
export function openResolvedDatabase(
  context: CommandContext,
  input: UseDatabaseInput,
): Promise<OpenDatabase> {
  const clock = context.clock ?? systemClock;
  const { target, schema, mirror } = input.settings;
  return openDatabase({
    target,
    schema,
    mirror,
    command: input.command,
    create: input.create,
    inMemory: input.inMemory ?? false,
    now: () => clock.now(),
  });
}

/** Opens the database that the settings name, for as long as `work` takes. */
export async function useDatabase<T>(
  context: CommandContext,
  input: UseDatabaseInput,
  work: (database: OpenDatabase) => Promise<T>,
): Promise<T> {
  const database = await openResolvedDatabase(context, input);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/**
 * Checks that a schema has tables of 42sync, before a statement fails because there are none.
 *
 * @throws ConfigError when it has none.
 */
export async function requireTables(store: Pick<PgStore, "query">, schema: string): Promise<void> {
  const made = await store
    .query("select 1 as one from sync42.tables where data_schema = $1 limit 1", [schema])
    .catch((error: unknown) => {
      if (isUnmigrated(error)) return { rows: [] };
      throw error;
    });
  if (made.rows.length === 0)
    throw new ConfigError(`the schema ${schema} has no tables of 42sync yet`, {
      context: { schema },
      hint: "fill it with 42sync nightly, or choose another with --schema or --database",
    });
}
