import type { AnyTable, Row } from "../../resource/index.js";
import { tables } from "../../resources/index.js";
import { addCounts, type PageCommit, type RowCounts, type Store } from "../ports/index.js";
import { commitPage } from "./commit-page.js";
import { createMemoryCounts } from "./counts.js";
import { createMemoryLedger, type MemoryPass, type MemoryRun } from "./ledger.js";
import { createMemoryLock } from "./lock.js";
import { emptyState, livingRows, placeOf, type QuarantinedInMemory } from "./memory-state.js";
import { createMemoryProbes } from "./probes.js";

/**
 * A store in memory: for tests, for trying things out, and as the shortest description of what a store does.
 */
export interface MemoryStore extends Store {
  /** The rows of a table that are not marked as gone, in the order they came. */
  rows(table: string): readonly Row[];
  readonly quarantine: ReadonlyMap<string, QuarantinedInMemory>;
  readonly runs: readonly MemoryRun[];
  readonly passes: readonly MemoryPass[];
}

/** What a store in memory is made with. */
export interface MemoryStoreOptions {
  /** Local milliseconds, for `completedAt`. @default Date.now */
  readonly now?: () => number;
  /** What it is a store of, see `defineMirror`; its tables are all that is used. @default the standard tables */
  readonly mirror?: { readonly tables: Readonly<Record<string, AnyTable>> };
}

/** Makes an empty store in memory. */
export function createMemoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  const { now = Date.now, mirror = { tables } } = options;
  const state = emptyState(Object.values(mirror.tables));
  const runs: MemoryRun[] = [];
  const passes: MemoryPass[] = [];

  const commit = (page: PageCommit): RowCounts => {
    const counts = commitPage(state, page, now());
    const pass = passes.find(({ id }) => id === page.passId);
    if (pass !== undefined) pass.rows = addCounts(pass.rows, counts);
    return counts;
  };

  return {
    rows: (table) => livingRows(state, table),
    quarantine: state.quarantine,
    runs,
    passes,
    pages: { commit: (page) => Promise.resolve(commit(page)) },
    counts: createMemoryCounts(state, now),
    watermarks: {
      watermark: (table, scope) => Promise.resolve(state.watermarks.get(placeOf(table, scope))),
      resumePoint: (table, scope) => Promise.resolve(state.resumePoints.get(placeOf(table, scope))),
      coverage: (table, scope) => Promise.resolve(state.coverage.get(placeOf(table, scope)) ?? []),
      verified: (table, scope) => Promise.resolve(state.verified.get(placeOf(table, scope)) ?? []),
    },
    ledger: createMemoryLedger(runs, passes),
    lock: createMemoryLock(now),
    probes: createMemoryProbes(),
  };
}
