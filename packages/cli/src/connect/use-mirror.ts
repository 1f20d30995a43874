import { createMemoryStore, type Store } from "@42sync/core/sync";
import type { PgStore } from "@42sync/pg-store";
import type { CommandContext } from "../command-context.js";
import type { Settings } from "../config/resolve-settings.js";
import { hasEmbeddedDatabase } from "./embedded-folder.js";
import { isUnmigrated } from "./open-database.js";
import { useDatabase } from "./use-database.js";

/** A store as far as a plan needs it: what is mirrored, or nothing yet. */
export interface ExistingStore {
  readonly store: Pick<Store, "watermarks" | "counts" | "probes">;
  readonly pg: PgStore | undefined;
}

export interface UseMirrorInput {
  readonly settings: Pick<Settings, "target" | "schema" | "mirror">;
  /** The command, for the lock file. */
  readonly command: string;
}

/** Opens the mirror while `work` runs. Where there is none, a plan is that of the first run. */
export async function useMirror<T>(
  context: CommandContext,
  input: UseMirrorInput,
  work: (existing: ExistingStore) => Promise<T>,
): Promise<T> {
  const { settings } = input;
  const nothing: ExistingStore = { store: createMemoryStore(), pg: undefined };
  if (settings.target.kind === "folder" && !hasEmbeddedDatabase(settings.target.folder)) return work(nothing);
  return useDatabase(context, { ...input, create: false }, async ({ store }) => {
    try {
      await store.reports.freshness();
      // The bookkeeping may belong to another schema.
      await store.query("select 1 from cursus limit 0");
    } catch (error) {
      if (isUnmigrated(error)) return work(nothing);
      throw error;
    }
    return work({ store, pg: store });
  });
}
