import { ConfigError } from "@42sync/core";
import type { CommandContext } from "../command-context.js";
import { readDatabaseTarget, type DatabaseTarget } from "./database-target.js";
import type { Config } from "./file/define-config.js";
import { loadConfig, type LoadedConfig } from "./file/load-config.js";
import type { Names } from "./names.js";
import { toDurationMs } from "./parse-values.js";
import { readEnvironment, type Environment } from "./read-environment.js";
import { namesOf, resolveTables, type TableFlags, type TableSettings } from "./resolve-tables.js";
import { isEveryCampus } from "./scope/parse-campuses.js";

/** Flags that settings come from; a command has those that it needs. */
export interface SettingFlags extends TableFlags {
  readonly config?: string | undefined;
  readonly database?: string | undefined;
  readonly schema?: string | undefined;
  readonly campus?: Names | undefined;
  readonly cursus?: number | undefined;
  readonly reserve?: number | undefined;
  readonly refreshBudget?: number | undefined;
}

/** What a command works with, wherever it was set. */
export interface Settings extends TableSettings {
  /** The environment over `.env`; credentials are read from it. */
  readonly env: Environment;
  /** The config file, as messages call it; undefined when there is none. */
  readonly file: string | undefined;
  readonly target: DatabaseTarget;
  /** Schema that the tables are in. */
  readonly schema: string;
  /** `embedded PostgreSQL in .42sync/db, schema public`; no secret. */
  readonly label: string;
  /** Undefined: every campus. */
  readonly campus: Names | undefined;
  readonly cursus: { readonly id: number; readonly from: string };
  /** Milliseconds; undefined: the pipeline's own. */
  readonly referenceTtlMs: number | undefined;
  readonly marginMs: number | undefined;
  /** Hits a night for re-reading rows; undefined: the pipeline's default. */
  readonly refreshBudget: number | undefined;
  /** Hits to leave each hour for others. */
  readonly reserve: number | undefined;
  readonly privacy: NonNullable<Config["privacy"]>;
}

/**
 * The one place where a command gets its settings: flags win over the environment and `.env`, these over the
 * config file, the file over the defaults. A command passes its flags as commander parsed them. They are
 * declared in `shared-options.ts` without defaults, because a default would win over the file. With the
 * result, `useDatabase(context, { settings, … })` opens the database, `readApiSettings(settings.env)` reads
 * the credentials, and `resolveScope({ settings, … })` looks up the campuses. Opens nothing, sends no
 * request.
 *
 * @throws ConfigError that names the flag, variable or key, and the nearest right name.
 */
export async function resolveSettings(
  context: Pick<CommandContext, "env" | "cwd" | "secrets">,
  flags: SettingFlags,
): Promise<Settings> {
  const { cwd } = context;
  const env = await readEnvironment(context.env, cwd);
  const loaded = await loadConfig(flags.config, cwd);
  const config = loaded?.config ?? {};
  const target = readDatabaseTarget({ flag: flags.database, env, file: databaseOf(loaded), cwd });
  if (target.kind === "server") context.secrets.add(target.password);
  const campus = flags.campus ?? namesOf(loaded, "campus");
  const schema = flags.schema ?? config.schema ?? "public";
  return {
    env,
    file: loaded?.file,
    target,
    schema,
    label: `${target.label}, schema ${schema}`,
    campus: campus === undefined || isEveryCampus(campus) ? undefined : campus,
    cursus:
      flags.cursus === undefined && config.cursus !== undefined
        ? { id: config.cursus, from: `${loaded?.file ?? ""}: cursus` }
        : { id: flags.cursus ?? 21, from: "--cursus" },
    ...resolveTables(flags, loaded),
    referenceTtlMs: durationOf(config.referenceTtl),
    marginMs: durationOf(config.margin),
    refreshBudget: flags.refreshBudget ?? config.refreshBudget,
    reserve: flags.reserve ?? config.reserve,
    privacy: config.privacy ?? {},
  };
}

function databaseOf(
  loaded: LoadedConfig | undefined,
): { database: string; folder: string; from: string } | undefined {
  if (loaded?.config.database === undefined) return undefined;
  return { database: loaded.config.database, folder: loaded.folder, from: `${loaded.file}: database` };
}

/** The config's schema has validated it. */
function durationOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = toDurationMs(text);
  if (ms === undefined)
    throw new ConfigError(`${text} is not a duration`, { hint: "write it like 90s, 15m, 26h or 2d" });
  return ms;
}
