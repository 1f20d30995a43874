import type { Policy } from "../sync/plan/plan-input.js";
import type { RunReport } from "../sync/report/report.js";
import { runPipeline, type PipelineContext, type PipelineOptions } from "./pipeline.js";

/** All tables in the order of references; short lists are read whole, long ones by what changed. */
export const nightlyPolicy = {
  name: "nightly",
  fullUpToPages: 5,
  referenceTtlMs: 20 * 3_600_000,
  marginMs: 5 * 60_000,
  refreshHits: 100,
} satisfies Policy;

/**
 * Brings the whole copy up to date: fills what is not filled, re-reads what is short, asks the rest what
 * changed.
 *
 * @example
 * const mirror = defineMirror({ scope: { cursusId: 21, campusIds: [12] } });
 * const report = await nightly({ client, store, mirror });
 */
export function nightly(context: PipelineContext, options: PipelineOptions = {}): Promise<RunReport> {
  return runPipeline(nightlyPolicy, context, options);
}
