import {
  noRows,
  type PassEnd,
  type PassKind,
  type RowCounts,
  type RunLedger,
  type RunOutcome,
} from "../ports/index.js";

/** A run in the ledger of a store in memory. */
export interface MemoryRun {
  readonly id: number;
  readonly name: string;
  readonly scope: string;
  outcome: RunOutcome | null;
  reason: string | null;
}

/** A pass in the ledger of a store in memory. */
export interface MemoryPass {
  readonly id: number;
  readonly runId: number;
  readonly table: string;
  readonly kind: PassKind;
  rows: RowCounts;
  end: PassEnd | null;
}

/** The ledger over these runs and passes, which grow. */
export function createMemoryLedger(runs: MemoryRun[], passes: MemoryPass[]): RunLedger {
  return {
    beginRun: ({ name, scope }) => {
      for (const run of runs)
        if (run.outcome === null)
          Object.assign(run, { outcome: "failed", reason: "the process ended without closing the run" });
      return Promise.resolve(runs.push({ id: runs.length + 1, name, scope, outcome: null, reason: null }));
    },
    beginPass: ({ runId, table, kind }) =>
      Promise.resolve(passes.push({ id: passes.length + 1, runId, table, kind, rows: noRows, end: null })),
    endPass: (passId, end) => Promise.resolve(void Object.assign(passes[passId - 1] ?? {}, { end })),
    endRun: (runId, { outcome, reason }) =>
      Promise.resolve(void Object.assign(runs[runId - 1] ?? {}, { outcome, reason })),
  };
}
