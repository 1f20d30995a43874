import type { PassReport, RunEvent } from "@42sync/core/sync";
import type { Log } from "../io.js";
import { showCount, showMany, showSeconds } from "../text.js";
import { describePass } from "./describe-pass.js";
import { secondsRemaining, type Progress, type ProgressInput } from "./progress.js";

/** How often a long pass reports where it is. */
const everyMs = 60_000;

/** Lines with times, for log files: one a pass, and one a minute within a long pass. */
export function createProgressLines(log: Log, input: ProgressInput): Progress {
  let last = input.now();
  const logWithTime: Log = (entry) => {
    log({ ...entry, time: new Date(input.now()).toISOString() });
  };
  const print = (message: string): void => {
    logWithTime({ level: "info", message });
  };
  const onEvent = (event: RunEvent): void => {
    if (event.type === "run")
      print(`run ${String(event.runId)} (${event.name}) begins, ${tablesRead(event)}`);
    if (event.type === "pass") {
      last = input.now();
      if (event.resumed) print(`${event.table}: resumes where the last run stopped`);
    }
    if (event.type === "page" && input.now() - last >= everyMs) {
      last = input.now();
      print(pageLine(event, input));
    }
    if (event.type === "pass-end") print(passLine(event.report));
  };
  return { onEvent, log: logWithTime, stop: () => undefined };
}

function tablesRead({ tables, skipped }: Extract<RunEvent, { type: "run" }>): string {
  return skipped === 0
    ? showMany(tables, "table")
    : `${showCount(tables - skipped)} of ${showMany(tables, "table")}`;
}

function pageLine(event: Extract<RunEvent, { type: "page" }>, { usage, wait }: ProgressInput): string {
  const { remainingThisHour } = usage();
  const parts = [
    `${showMany(event.rows, "row")}`,
    event.totalPages === null
      ? showMany(event.pages, "page")
      : `page ${showCount(event.pages)} of ${showCount(event.totalPages)}`,
  ];
  if (remainingThisHour !== null) parts.push(`${showMany(remainingThisHour, "hit")} remaining this hour`);
  const remaining =
    event.totalPages === null
      ? null
      : secondsRemaining(Math.max(0, event.totalPages - event.pages), usage(), wait);
  if (remaining !== null) parts.push(`${showSeconds(remaining)} remaining`);
  return `${event.table}: ${parts.join(", ")}`;
}

function passLine(report: PassReport): string {
  const { rows } = report;
  const parts = [
    describePass(report),
    `${showCount(rows.inserted)} new`,
    `${showCount(rows.updated)} changed`,
    `${showCount(rows.unchanged + rows.stale)} unchanged`,
  ];
  if (rows.quarantined > 0) parts.push(`${showCount(rows.quarantined)} quarantined`);
  if (rows.skipped > 0) parts.push(`${showCount(rows.skipped)} skipped`);
  return (
    `${report.table}: ${parts.join(", ")}; ${showMany(report.hits, "hit")}, ` +
    `${showSeconds(report.seconds)}`
  );
}
