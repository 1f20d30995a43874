/**
 * The engine that mirrors 42: plans, passes, and the ports that a store implements.
 *
 * @module @42sync/core/sync
 */
export {
  addCounts,
  retryParentAfterMs,
  noRows,
  type KnownNotStored,
  type Completion,
  type Condition,
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
  type InvalidItem,
  type OwnedId,
  type PageCommit,
  type PageWriter,
  type PassEnd,
  type PassKind,
  type PassOutcome,
  type ResumePoint,
  type RowCounts,
  type RunLedger,
  type RunOutcome,
  type Store,
  type Watermark,
  type Watermarks,
} from "./ports/index.js";
export type { RunEvent } from "./report/events.js";
export type { Mirrored } from "./plan/mirrored.js";
export type { PlanInput, PlanOptions, Policy } from "./plan/plan-input.js";
export { makePlan } from "./plan/plan.js";
export type { Plan, PlannedPass } from "./plan/planned-pass.js";
export {
  reportError,
  type How,
  type PassReport,
  type ReportedError,
  type RunReport,
  type DriftedFields,
  type UnknownFields,
} from "./report/report.js";
export { runPlan, type RunPlanInput } from "./run/run-plan.js";
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
export { driftSource, type DriftSourceOptions } from "./sources/drift-source.js";
export { clientSource } from "./sources/client-source.js";
export { forgetInRecording, type ForgottenLines } from "./sources/recording/forget-in-recording.js";
export { recordSource, type KeepLine } from "./sources/recording/record-source.js";
export type {
  RecordedCall,
  RecordedError,
  RecordedLine,
  RecordedPage,
} from "./sources/recording/recorded-line.js";
export { replaySource } from "./sources/recording/replay-source.js";
export { privateSource } from "./sources/private-source.js";
export {
  estimatePlan,
  type CountRows,
  type SampleIds,
  type Estimate,
  type EstimateInput,
  type EstimatedPass,
} from "./estimate/estimate-plan.js";
export { verify } from "./verify/verify.js";
export type { VerifyInput } from "./verify/verify-input.js";
export {
  countDifferences,
  type Differences,
  type Remaining,
  type VerifiedTable,
  type VerifyReport,
} from "./verify/verify-report.js";
export { countsOf } from "./estimate/counts-of.js";
export { estimateFromRuns, type PassCost } from "./estimate/estimate-from-runs.js";
