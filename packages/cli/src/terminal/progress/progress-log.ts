import type { RunEvent } from "@42sync/core/sync";
import type { Log } from "../io.js";
import { describePass } from "./describe-pass.js";
import type { Progress } from "./progress.js";

/** A run while it happens, as a log of objects: one entry a pass, and with the level debug one a page. */
export function createProgressLog(log: Log): Progress {
  const onEvent = (event: RunEvent): void => {
    if (event.type === "run")
      log({
        level: "info",
        message: `run ${String(event.runId)} (${event.name}) begins`,
        run: event.runId,
        name: event.name,
        passes: event.passes,
        tables: event.tables,
        skipped: event.skipped,
      });
    if (event.type === "pass")
      log({
        level: "debug",
        message: `${event.table} begins: ${event.reason}`,
        table: event.table,
        resumed: event.resumed,
      });
    if (event.type === "page")
      log({
        level: "debug",
        message: `${event.table}: page ${String(event.pages)}`,
        table: event.table,
        pages: event.pages,
        totalPages: event.totalPages,
        rows: event.rows,
      });
    if (event.type === "pass-end") {
      const { table, kind, outcome, rows, hits, bytes, seconds, error } = event.report;
      log({
        level: outcome === "failed" ? "error" : error === null ? "info" : "warn",
        message: `${table}: ${describePass(event.report)}`,
        ...{ table, kind, outcome, rows, hits, bytes, seconds, error },
      });
    }
  };
  return { onEvent, log, stop: () => undefined };
}
