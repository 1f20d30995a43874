import type { RunReport } from "@42sync/core/sync";
import { errorToExitCode, exitCodes, type ExitCode } from "../../errors/exit-code.js";

/** How a run's report ends the command. */
export function reportToExitCode(report: RunReport): ExitCode {
  const isOverDeletionLimit = report.passes.some(({ overDeletionLimit }) => overDeletionLimit > 0);
  if (report.outcome === "complete")
    return report.invalidItems > 0 || isOverDeletionLimit ? exitCodes.partial : exitCodes.done;
  if (report.outcome === "failed") return errorToExitCode(report.error?.code ?? "");
  // Strict drift is meant to fail the command, whatever else went well.
  if (report.passes.some((pass) => pass.error?.code === "E_DRIFT")) return errorToExitCode("E_DRIFT");
  if (
    report.error !== null ||
    report.interrupted ||
    report.passes.some((pass) => pass.outcome === "complete")
  )
    return exitCodes.partial;
  // Nothing could be read: the first failure says more than "partial".
  const failed = report.passes.find((pass) => pass.outcome === "failed");
  return failed?.error == null ? exitCodes.partial : errorToExitCode(failed.error.code);
}
