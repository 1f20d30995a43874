/**
 * What a store implements, the store in memory, and what runs and comparisons report.
 *
 * @module @42sync/core/sync
 */
export {
  retryParentAfterMs,
  noRows,
  type KnownNotStored,
  type Completion,
  type Counts,
  type Coverage,
  type Differing,
  type OwnersToReread,
  type Entry,
  type IdRange,
  type Lock,
  type LockedBy,
  type LockHeld,
  type QuarantinedItem,
  type QuarantineReason,
  type InvalidItem,
  type KeptFact,
  type OwnedId,
  type PageCommit,
  type PageWriter,
  type PassEnd,
  type PassKind,
  type PassOutcome,
  type Probes,
  type RecordedPassOutcome,
  type RecordedRunOutcome,
  type ResumePoint,
  type RowCounts,
  type RunLedger,
  type RunOutcome,
  type Store,
  type Verified,
  type VerifiedRange,
  type Watermark,
  type Watermarks,
} from "./ports/index.js";
export type { RunEvent } from "./report/events.js";
export type { PlanOptions, Policy } from "./plan/plan-input.js";
export type { Plan, PlannedPass } from "./plan/planned-pass.js";
export type {
  How,
  PassReport,
  ReportedError,
  RunReport,
  DriftedFields,
  UnknownFields,
} from "./report/report.js";
export type {
  EngineOptions,
  EnginePage,
  EngineQuery,
  PageSource,
  Revalidated,
} from "./sources/page-source.js";
export {
  createMemoryStore,
  type MemoryStore,
  type MemoryStoreOptions,
} from "./memory/create-memory-store.js";
export type { MemoryPass, MemoryRun } from "./memory/ledger.js";
export type { QuarantinedInMemory } from "./memory/memory-state.js";
export type { Drift, DriftPolicy } from "./sources/drift-policy.js";
export type { Differences, Remaining, VerifiedTable, VerifyReport } from "./verify/verify-report.js";
export type { PassCost } from "./estimate/estimate-from-runs.js";
