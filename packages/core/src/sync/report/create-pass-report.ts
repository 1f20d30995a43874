import type { PlannedPass } from "../plan/planned-pass.js";
import { noRows } from "../ports/index.js";
import type { PassReport } from "./report.js";

/** The report of a pass: what is not given is as of a pass that did nothing. */
export function createPassReport(
  {
    table,
    kind,
    reason,
    watermarkBefore,
  }: Pick<PlannedPass, "table" | "kind" | "reason" | "watermarkBefore">,
  done: Pick<PassReport, "outcome"> & Partial<PassReport>,
): PassReport {
  return {
    table: table.name,
    kind,
    how: "none",
    reason,
    rows: noRows,
    invalidItems: 0,
    overDeletionLimit: 0,
    hits: 0,
    bytes: 0,
    seconds: 0,
    watermarkBefore,
    watermarkAfter: watermarkBefore,
    error: null,
    ...done,
  };
}
