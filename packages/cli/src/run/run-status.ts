import { existsSync } from "node:fs";
import type { Freshness, QuarantineCount, RunSummary, SilentRows } from "@42sync/pg-store";
import type { CommandContext } from "../commands/command-context.js";
import { hasEmbeddedDatabase, lockFileOf } from "../connect/embedded-folder.js";
import { isUnmigrated } from "../connect/open-database.js";
import { exitCodes, type ExitCode } from "../exit-code.js";
import { renderStatus } from "../render/status.js";
import { findStale } from "./find-stale.js";
import { settleSettings, type SettingFlags, type Settings } from "../config/settle-settings.js";
import { useDatabase } from "./use-database.js";

export interface StatusFlags extends SettingFlags {
  /** Milliseconds. */
  readonly maxLag?: number | undefined;
  readonly json?: true | undefined;
}

/** What a data schema tells about itself. */
export interface Status {
  readonly freshness: readonly Freshness[];
  readonly runs: readonly RunSummary[];
  readonly quarantine: readonly QuarantineCount[];
  readonly silent: readonly SilentRows[];
}

/** `42sync status`. */
export async function runStatus(context: CommandContext, flags: StatusFlags): Promise<ExitCode> {
  const settings = await settleSettings(context, flags);
  const status = await readStatus(context, settings);
  const stale = flags.maxLag === undefined ? [] : findStale(status.freshness, flags.maxLag);
  const isStale = flags.maxLag !== undefined && (stale.length > 0 || status.freshness.length === 0);
  const exitCode = isStale ? exitCodes.stale : exitCodes.done;
  if (flags.json === true) {
    context.io.err(`database: ${settings.says}\n`);
    context.io.out(`${JSON.stringify({ database: settings.says, ...status, stale, exitCode }, null, 2)}\n`);
  } else {
    context.io.out(`database: ${settings.says}\n${renderStatus({ status, stale, maxLagMs: flags.maxLag, ...(context.io.outTerminal ? { width: context.io.columns } : {}) })}`);
  }
  return exitCode;
}

async function readStatus(context: CommandContext, settings: Settings): Promise<Status> {
  const nothing: Status = { freshness: [], runs: [], quarantine: [], silent: [] };
  if (settings.target.kind === "folder" && !hasEmbeddedDatabase(settings.target.folder) && !existsSync(lockFileOf(settings.target.folder))) return nothing;
  return useDatabase(context, { settings, command: "status", create: false }, async ({ store }) => {
    try {
      return { freshness: await store.freshness(), runs: await store.runs(8), quarantine: await store.quarantineCounts(), silent: await store.silentRows() };
    } catch (error) {
      if (isUnmigrated(error)) return nothing;
      throw error;
    }
  });
}
