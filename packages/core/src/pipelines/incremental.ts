import type { Policy } from "../sync/plan/plan-input.js";
import type { RunReport } from "../sync/report/report.js";
import { runPipeline, type PassChoices, type PipelineContext, type PipelineOptions } from "./pipeline.js";

/** What changed since each watermark, and nothing else. */
export const incrementalPolicy = {
  name: "incremental",
  fullUpToPages: 0,
  referenceTtlMs: 20 * 3_600_000,
  marginMs: 5 * 60_000,
  refreshHits: 0,
} satisfies Policy;

/** What `incremental` may be told. */
export interface IncrementalOptions extends PipelineOptions {
  /** A window of your own; it moves no watermark. */
  readonly since?: Date;
  /** End of that window. @default the server's clock */
  readonly until?: Date;
}

/** Brings in what changed since each watermark, or in a window of your own. */
export function incremental(context: PipelineContext, options: IncrementalOptions = {}): Promise<RunReport> {
  return runPipeline(incrementalPolicy, context, toPlanOptions(options));
}

/** The options as a plan takes them. */
export function toPlanOptions({ since, until, ...rest }: IncrementalOptions): PassChoices {
  return {
    ...rest,
    ...(since === undefined ? {} : { window: { since, ...(until === undefined ? {} : { until }) } }),
  };
}
