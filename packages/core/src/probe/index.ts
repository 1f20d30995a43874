/**
 * Asks 42 whether what 42sync relies on is so.
 *
 * @module @42sync/core/probe
 */
export type { ProbedFact } from "./fact.js";
export { mostProbeHits, planProbe, type ProbePlan } from "./plan-probe.js";
export { probe, type ProbeInput, type ProbeReport } from "./probe.js";
