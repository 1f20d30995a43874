import type { RunEvent } from "@42sync/core/sync";
import { readLine, type Log } from "./log-io.js";
import type { Progress } from "./progress.js";
import { describePass } from "../commands/pipeline/run-report.js";

/** A run while it happens, as a log of objects: a line a pass, and with the level debug one a page. */
export function createProgressLog(log: Log): Progress {
  const onEvent = (event: RunEvent): void => {
    if (event.type === "run")
      log("info", `run ${String(event.runId)} (${event.name}) begins`, {
        run: event.runId,
        name: event.name,
        passes: event.passes,
        tables: event.tables,
        skipped: event.skipped,
      });
    if (event.type === "pass")
      log("debug", `${event.table} begins: ${event.reason}`, { table: event.table, resumed: event.resumed });
    if (event.type === "page")
      log("debug", `${event.table}: page ${String(event.pages)}`, {
        table: event.table,
        pages: event.pages,
        totalPages: event.totalPages,
        rows: event.rows,
      });
    if (event.type === "pass-end") {
      const { table, kind, outcome, rows, hits, bytes, seconds, error } = event.report;
      log(
        outcome === "failed" ? "error" : error === null ? "info" : "warn",
        `${table}: ${describePass(event.report)}`,
        { table, kind, outcome, rows, hits, bytes, seconds, error },
      );
    }
  };
  const say = (line: string): void => {
    const { level, message } = readLine(line);
    log(level, message);
  };
  return { onEvent, say, stop: () => undefined };
}
