import { systemClock } from "@42sync/core";
import type { CommandContext } from "../command-context.js";
import type { Settings } from "../config/resolve-settings.js";
import { openDatabase, type OpenDatabase } from "./open-database.js";

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
