/**
 * The pipelines of the command, for your own process; the same as `@42sync/core/pipelines`, which needs
 * nothing of the command.
 *
 * @module 42sync
 */
export { defineConfig, type Config, type DriftRule, type PrivacyRule } from "./config/file/define-config.js";
export {
  incremental,
  incrementalPolicy,
  nightly,
  nightlyPolicy,
  planPipeline,
  verify,
  type IncrementalOptions,
  type PipelineContext,
  type PipelineOptions,
  type PlanContext,
  type VerifyOptions,
} from "@42sync/core/pipelines";
