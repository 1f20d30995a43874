import { existsSync } from "node:fs";
import type { Freshness, QuarantineCount, RunSummary } from "@42sync/pg-store";
import type { CommandContext } from "../commands/command-context.js";
import { hasEmbeddedDatabase, lockFileOf } from "../connect/embedded-folder.js";
import { isUnmigrated } from "../connect/open-database.js";
import { exitCodes, type ExitCode } from "../exit-code.js";
import { renderStatus } from "../render/status.js";
import { findStale } from "./find-stale.js";
import { settleDatabase, useDatabase, type DatabaseFlags, type Settled } from "./settle-database.js";

export interface StatusFlags extends DatabaseFlags {
  /** Milliseconds. */
  readonly maxLag?: number | undefined;
  readonly json?: true | undefined;
}

/** What a data schema tells about itself. */
export interface Status {
  readonly freshness: readonly Freshness[];
  readonly runs: readonly RunSummary[];
  readonly quarantine: readonly QuarantineCount[];
}

/** `42sync status`. */
export async function runStatus(context: CommandContext, flags: StatusFlags): Promise<ExitCode> {
  const settled = await settleDatabase(context, flags);
  const status = await readStatus(context, settled, flags.schema);
  const stale = flags.maxLag === undefined ? [] : findStale(status.freshness, flags.maxLag);
  const isStale = flags.maxLag !== undefined && (stale.length > 0 || status.freshness.length === 0);
  const exitCode = isStale ? exitCodes.stale : exitCodes.done;
  if (flags.json === true) {
    context.io.err(`database: ${settled.says}\n`);
    context.io.out(`${JSON.stringify({ database: settled.says, ...status, stale, exitCode }, null, 2)}\n`);
  } else {
    context.io.out(`database: ${settled.says}\n${renderStatus({ status, stale, maxLagMs: flags.maxLag, ...(context.io.outTerminal ? { width: context.io.columns } : {}) })}`);
  }
  return exitCode;
}

async function readStatus(context: CommandContext, settled: Settled, schema: string): Promise<Status> {
  const nothing: Status = { freshness: [], runs: [], quarantine: [] };
  if (settled.target.kind === "folder" && !hasEmbeddedDatabase(settled.target.folder) && !existsSync(lockFileOf(settled.target.folder))) return nothing;
  return useDatabase(context, { settled, schema, command: "status", create: false }, async ({ store }) => {
    try {
      return { freshness: await store.freshness(), runs: await store.runs(8), quarantine: await store.quarantineCounts() };
    } catch (error) {
      if (isUnmigrated(error)) return nothing;
      throw error;
    }
  });
}
