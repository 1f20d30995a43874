/**
 * The pipelines of the command, for your own process.
 *
 * @module 42sync
 */
export { defineConfig, type Config, type DriftRule, type PrivacyRule } from "./config/define-config.js";
export { incremental, incrementalPolicy, type IncrementalOptions } from "./pipelines/incremental.js";
export { nightly, nightlyPolicy } from "./pipelines/nightly.js";
export { planPipeline, type PlanContext } from "./pipelines/pipeline.js";
export { verify, type VerifyOptions } from "./pipelines/verify.js";
export type { PipelineContext, PipelineOptions } from "./pipelines/pipeline.js";
