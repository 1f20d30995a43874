import { isError42, type ErrorCode } from "../../errors/index.js";

/** The store or the configuration is at fault: nothing can be stored, whatever 42 answers. */
const setup: ReadonlySet<ErrorCode> = new Set([
  "E_STORE",
  "E_CONFIG",
  "E_FOREIGN_TABLE",
  "E_LOCKED",
] as const);
/** No further request can succeed. */
const unreachable: ReadonlySet<ErrorCode> = new Set(["E_AUTH", "E_NETWORK", "E_ABORTED"] as const);
/** Ends a run without being a failure: the next one resumes. */
const interruption: ReadonlySet<ErrorCode> = new Set(["E_BUDGET", "E_ABORTED"] as const);

const hasCode = (error: unknown, codes: ReadonlySet<ErrorCode>): boolean =>
  isError42(error) && codes.has(error.code);

/** Whether the store or the configuration is at fault, so that nothing can be stored. */
export function isSetupError(error: unknown): boolean {
  return hasCode(error, setup);
}

/** Whether no request could succeed after this error. */
export function stopsRequests(error: unknown): boolean {
  return hasCode(error, unreachable);
}

/** Whether it ends a run early without being a failure: no hits remain, or somebody stopped it. */
export function isInterruption(error: unknown): boolean {
  return hasCode(error, interruption);
}

/** Whether no other pass could succeed either; what is not one of our errors is a bug, and ends everything. */
export function endsRun(error: unknown): boolean {
  return !isError42(error) || isSetupError(error) || stopsRequests(error) || isInterruption(error);
}

/** Whether the store itself failed, so that it can't be told how the run ended either. */
export function isStoreFailure(error: unknown): boolean {
  return isError42(error) && error.code === "E_STORE";
}

/** Whether the list is not for this application: 403, or 404 on a list (42 answers either, by role). */
export function isForbidden(error: unknown): boolean {
  return (
    isError42(error) &&
    (error.code === "E_FORBIDDEN" || (error.code === "E_HTTP" && error.context["status"] === 404))
  );
}
