/**
 * What the packages of 42sync need of each other. It is not covered by semantic versioning: any release may
 * change it, and each package asks for the exact version of core that it was built with.
 *
 * @module @42sync/core/internal
 */
export { silentLogger } from "./logger.js";
export { toPlanOptions } from "./pipelines/incremental.js";
export { copiedKeys, mapCopies } from "./resource/copies.js";
export { ownerColumn } from "./resource/owner-column.js";
export { toLinks, toRow } from "./resource/row.js";
export { tiesTo, type Ties } from "./resource/ties.js";
export { rawColumn, withRaw } from "./resource/with-raw.js";
export { inReferenceOrder, parentsOf } from "./resource/reference-order.js";
export { countsOf } from "./sync/estimate/counts-of.js";
export { estimateFromRuns } from "./sync/estimate/estimate-from-runs.js";
export { estimatePlan } from "./sync/estimate/estimate-plan.js";
export type {
  CountRows,
  Estimate,
  EstimatedPass,
  EstimateInput,
  SampleIds,
} from "./sync/estimate/estimate.js";
export type { PlanInput } from "./sync/plan/plan-input.js";
export { makePlan } from "./sync/plan/plan.js";
export { addCounts } from "./sync/ports/index.js";
export { runPlan, type RunPlanInput } from "./sync/run/run-plan.js";
export { clientSource } from "./sync/sources/client-source.js";
export { driftSource, type DriftSourceOptions } from "./sync/sources/drift-source.js";
export { privateSource } from "./sync/sources/private-source.js";
export { forgetInRecording, type ForgottenLines } from "./sync/sources/recording/forget-in-recording.js";
export { recordSource, type KeepLine } from "./sync/sources/recording/record-source.js";
export type {
  RecordedCall,
  RecordedError,
  RecordedLine,
  RecordedPage,
} from "./sync/sources/recording/recorded-line.js";
export { replaySource } from "./sync/sources/recording/replay-source.js";
export { countDifferences } from "./sync/verify/verify-report.js";
export type { VerifyInput } from "./sync/verify/verify-input.js";
export { verify } from "./sync/verify/verify.js";
export { createLimiter, sharedLimiter } from "./transport/index.js";
export { windowsUsage, type WindowsUsage } from "./transport/limits/shared/windows-usage.js";
export { version } from "./version.js";
