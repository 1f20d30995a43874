import type { Resource } from "@42sync/core/tables";

/** What a run does when a resource doesn't match its declaration. */
export type DriftRule = "strict" | "warn" | "ignore";

/** Columns of a table that are not stored as they are. */
export interface PrivacyRule {
  /** Columns that are left empty. */
  readonly drop?: readonly string[] | undefined;
  /** Columns of which only a keyed hash is kept. */
  readonly hash?: readonly string[] | undefined;
}

/**
 * What `42sync.config.ts`, `.mjs` or `.json` may hold. Flags win over the environment, the environment over
 * this file. Secrets do not belong here: they are read from the environment or `.env`.
 */
export interface Config {
  /** Primary campuses: numbers, names or slugs; `["all"]` is every campus. @default every campus */
  readonly campus?: readonly (number | string)[] | undefined;
  /** Number of the cursus. @default 21, the 42cursus */
  readonly cursus?: number | undefined;
  /**
   * A folder for the embedded database, relative to this file, or an address without a password.
   * @default ".42sync/db"
   */
  readonly database?: string | undefined;
  /** Schema that the tables are in. @default "public" */
  readonly schema?: string | undefined;
  /** Optional tables to mirror as well: `["locations", "teams", "scale_teams"]`. @default none */
  readonly with?: readonly string[] | undefined;
  /**
   * Resources of your own, see `defineResource` of `@42sync/core/tables`; those with a table are mirrored.
   * Not in JSON.
   * @default none
   */
  readonly resources?: readonly Resource[] | undefined;
  /** Only these tables. */
  readonly only?: readonly string[] | undefined;
  /** Not these tables. */
  readonly except?: readonly string[] | undefined;
  /** Reference lists younger than this are not re-read: `90s`, `15m`, `26h`, `2d`. @default "20h" */
  readonly referenceTtl?: string | undefined;
  /** A window begins this much before the watermark. @default "5m" */
  readonly margin?: string | undefined;
  /** Hits a night for re-reading rows that change without notice. */
  readonly refreshBudget?: number | undefined;
  /** Hits to leave each hour for other users of the application. @default 0 */
  readonly reserve?: number | undefined;
  /** By table: columns that are dropped or hashed before they are stored. */
  readonly privacy?: Readonly<Record<string, PrivacyRule>> | undefined;
  /**
   * What a run does when a resource doesn't match its declaration: one rule for all, or by table.
   * @default "warn"
   */
  readonly drift?: DriftRule | Readonly<Record<string, DriftRule>> | undefined;
  /** Stores each item as received beside its row: for every table, or for these. @default false */
  readonly raw?: boolean | readonly string[] | undefined;
}

/**
 * Gives the configuration its type; returns it as it is.
 *
 * @example
 * export default defineConfig({ campus: ["paris", 12], referenceTtl: "20h" });
 */
export function defineConfig(config: Config): Config {
  return config;
}
