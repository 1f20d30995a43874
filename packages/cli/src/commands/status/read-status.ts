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
import type { Settings } from "../../config/resolve-settings.js";
import { hasEmbeddedDatabase, lockFileOf } from "../../connect/embedded-folder.js";
import { isUnmigrated } from "../../connect/open-database.js";
import { useDatabase } from "../../connect/use-database.js";

/** What is known about a data schema. */
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

/** Reads it; `runs` is how many runs at most. Empty where nothing was mirrored yet. */
export async function readStatus(
  context: CommandContext,
  settings: Settings,
  limit: number,
): Promise<Status> {
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
