import { existsSync } from "node:fs";
import type {
  DaySummary,
  Freshness,
  LockHolder,
  QuarantineCount,
  RunSummary,
  SharedUsage,
  SilentRows,
  VerifiedParts,
} from "@42sync/pg-store";
import type { CommandContext } from "../../command-context.js";
import { hasEmbeddedDatabase, lockFileOf } from "../../connect/embedded-folder.js";
import { isUnmigrated } from "../../connect/open-database.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { renderMetrics } from "./metrics.js";
import { renderStatus } from "./render.js";
import { nextSteps } from "./next-steps.js";
import { findStale } from "./find-stale.js";
import { resolveSettings, type SettingFlags, type Settings } from "../../config/resolve-settings.js";
import { useDatabase } from "../../connect/use-database.js";

export interface StatusFlags extends SettingFlags {
  /** Milliseconds. */
  readonly maxLag?: number | undefined;
  readonly format?: "table" | "json" | "prometheus" | undefined;
  readonly json?: true | undefined;
}

/** What a data schema tells about itself. */
export interface Status {
  readonly freshness: readonly Freshness[];
  readonly runs: readonly RunSummary[];
  readonly quarantine: readonly QuarantineCount[];
  readonly silent: readonly SilentRows[];
  /** Since when tables are compared with 42. */
  readonly verified: readonly VerifiedParts[];
  /** What the runs of the last days took. */
  readonly days: readonly DaySummary[];
  /** Hits that are left, as far as the runs on this server know. */
  readonly usage: readonly SharedUsage[];
  /** Who works on it at this moment; null: nobody. */
  readonly lock: LockHolder | null;
}

/** `42sync status`. */
export async function runStatus(context: CommandContext, flags: StatusFlags): Promise<ExitCode> {
  const settings = await resolveSettings(context, flags);
  const status = await readStatus(context, settings, flags.format === "prometheus" ? twoDays : shown);
  const stale = flags.maxLag === undefined ? [] : findStale(status.freshness, flags.maxLag);
  const isStale = flags.maxLag !== undefined && (stale.length > 0 || status.freshness.length === 0);
  const exitCode = isStale ? exitCodes.stale : exitCodes.done;
  if (flags.format === "prometheus") {
    context.io.out(
      renderMetrics({
        schema: settings.schema,
        status,
        stale: flags.maxLag === undefined ? undefined : stale,
      }),
    );
  } else if (flags.json === true || flags.format === "json") {
    context.io.log({ level: "info", message: `database: ${settings.label}`, database: settings.label });
    context.io.out(`${JSON.stringify({ database: settings.label, ...status, stale, exitCode }, null, 2)}\n`);
  } else {
    context.io.out(
      "database: " +
        `${settings.label}\n${renderStatus({ status, stale, maxLagMs: flags.maxLag, next: nextSteps(status, settings), configured: settings.file !== undefined, ...(context.io.outTerminal ? { width: context.io.columns } : {}) })}`,
    );
  }
  return exitCode;
}

/** Runs in the table. */
const shown = 8;
/** Metrics tell of the last run of each name, and there are 96 incrementals between two nightlies. */
const twoDays = 200;

async function readStatus(context: CommandContext, settings: Settings, limit: number): Promise<Status> {
  const nothing: Status = {
    freshness: [],
    runs: [],
    quarantine: [],
    silent: [],
    verified: [],
    days: [],
    usage: [],
    lock: null,
  };
  if (
    settings.target.kind === "folder" &&
    !hasEmbeddedDatabase(settings.target.folder) &&
    !existsSync(lockFileOf(settings.target.folder))
  )
    return nothing;
  return useDatabase(context, { settings, command: "status", create: false }, async ({ store }) => {
    try {
      const runs = {
        runs: await store.reports.runs(limit),
        days: await store.reports.days(7),
        usage: await store.reports.sharedUsage(),
      };
      return {
        ...runs,
        freshness: await store.reports.freshness(),
        quarantine: await store.reports.quarantineCounts(),
        silent: await store.reports.silentRows(),
        verified: await store.reports.verifiedParts(),
        lock: (await store.reports.lockHolder()) ?? null,
      };
    } catch (error) {
      if (isUnmigrated(error)) return nothing;
      throw error;
    }
  });
}
