import type { Stored } from "../store/stored.js";

/** The last selections, so that paging through a large list selects and sorts once. */
export interface ResultCache {
  /** The cached rows of this key for this version of the world; computed if missing. */
  get(key: string, version: number, compute: () => readonly Stored[]): readonly Stored[];
  clear(): void;
}

/** How many selections are cached: enough for a few lists read at the same time. */
const KEPT = 12;

/** An empty cache. */
export function createResultCache(): ResultCache {
  const kept = new Map<string, { readonly version: number; readonly rows: readonly Stored[] }>();
  return {
    get: (key, version, compute) => {
      const known = kept.get(key);
      kept.delete(key);
      const entry = known?.version === version ? known : { version, rows: compute() };
      kept.set(key, entry);
      const oldest = kept.keys().next();
      if (kept.size > KEPT && oldest.done !== true) kept.delete(oldest.value);
      return entry.rows;
    },
    clear: () => {
      kept.clear();
    },
  };
}
