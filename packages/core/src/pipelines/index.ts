/**
 * The pipelines: what a nightly, an incremental and a verify do, as policy over the engine. They need a client
 * and a store; nothing of the command is loaded.
 *
 * @module @42sync/core/pipelines
 */
export { incremental, incrementalPolicy, type IncrementalOptions } from "./incremental.js";
export { nightly, nightlyPolicy } from "./nightly.js";
export {
  planPipeline,
  runPipeline,
  type PassChoices,
  type PipelineContext,
  type PipelineOptions,
  type PlanContext,
} from "./pipeline.js";
export { verify, type VerifyOptions } from "./verify.js";
