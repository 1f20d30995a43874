import {
  noRows,
  type PassEnd,
  type PassKind,
  type RecordedPassOutcome,
  type RecordedRunOutcome,
  type RowCounts,
  type RunLedger,
} from "../ports/index.js";

/** A run in the ledger of a store in memory. */
export interface MemoryRun {
  readonly id: number;
  readonly name: string;
  readonly scope: string;
  /** Null while it runs. */
  outcome: RecordedRunOutcome | null;
  reason: string | null;
}

/** A pass in the ledger of a store in memory. */
export interface MemoryPass {
  readonly id: number;
  readonly runId: number;
  readonly table: string;
  readonly kind: PassKind;
  rows: RowCounts;
  /** Null while it runs. */
  outcome: RecordedPassOutcome | null;
  /** Null while it runs, and of one that was killed. */
  end: PassEnd | null;
}

/** The ledger over these runs and passes, which grow. */
export function createMemoryLedger(runs: MemoryRun[], passes: MemoryPass[]): RunLedger {
  return {
    beginRun: ({ name, scope }) => {
      for (const open of [...runs, ...passes]) open.outcome ??= "killed";
      return Promise.resolve(runs.push({ id: runs.length + 1, name, scope, outcome: null, reason: null }));
    },
    beginPass: ({ runId, table, kind }) => {
      const id = passes.length + 1;
      return Promise.resolve(passes.push({ id, runId, table, kind, rows: noRows, outcome: null, end: null }));
    },
    endPass: (passId, end) =>
      Promise.resolve(void Object.assign(passes[passId - 1] ?? {}, { outcome: end.outcome, end })),
    endRun: (runId, { outcome, reason }) =>
      Promise.resolve(void Object.assign(runs[runId - 1] ?? {}, { outcome, reason })),
  };
}
