/**
 * A local 42 intranet API, as one function from request to response.
 *
 * @module @42sync/sandbox
 */
export { createSandbox } from "./create-sandbox.js";
export { DEMO_APPLICATION } from "./demo-application.js";
export type { Fault, FaultTarget } from "./faults/fault.js";
export type { LifeReport } from "./life/life-report.js";
export { SandboxError } from "./sandbox-error.js";
export type {
  ApiRow,
  RecordedData,
  RequestRecord,
  Sandbox,
  SandboxApplication,
  SandboxOptions,
} from "./sandbox-options.js";
