/**
 * The pipelines: what a nightly, an incremental and a verify do, as policy over the engine.
 *
 * @module @42sync/core/pipelines
 */
export { incremental, incrementalPolicy, toPlanOptions, type IncrementalOptions } from "./incremental.js";
export { nightly, nightlyPolicy } from "./nightly.js";
export {
  planPipeline,
  type PassChoices,
  type PipelineContext,
  type PipelineOptions,
  type PlanContext,
} from "./pipeline.js";
export { verify, type VerifyOptions } from "./verify.js";
