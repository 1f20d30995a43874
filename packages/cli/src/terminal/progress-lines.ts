import type { PassReport, RunEvent } from "@42sync/core/sync";
import { secondsRemaining, type Progress, type ProgressInput } from "./progress.js";
import { describePass } from "../commands/pipeline/run-report.js";
import { showCount, showMany, showSeconds, showTime } from "./text.js";

/** A long pass says where it is at most so often. */
const everyMs = 60_000;

/** Plain lines with times, for logs: a line a pass, and one a minute within a long one. */
export function createProgressLines(write: (text: string) => void, input: ProgressInput): Progress {
  let last = input.now();
  const say = (line: string): void => {
    write(`${showTime(input.now())} ${line}\n`);
  };
  const onEvent = (event: RunEvent): void => {
    if (event.type === "run") say(`run ${String(event.runId)} (${event.name}) begins, ${tablesRead(event)}`);
    if (event.type === "pass") {
      last = input.now();
      if (event.resumed) say(`${event.table}: goes on where the last run stopped`);
    }
    if (event.type === "page" && input.now() - last >= everyMs) {
      last = input.now();
      say(pageLine(event, input));
    }
    if (event.type === "pass-end") say(passLine(event.report));
  };
  return { onEvent, say, stop: () => undefined };
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
  if (remainingThisHour !== null) parts.push(`${showMany(remainingThisHour, "hit")} left in this hour`);
  const remaining =
    event.totalPages === null
      ? null
      : secondsRemaining(Math.max(0, event.totalPages - event.pages), usage(), wait);
  if (remaining !== null) parts.push(`${showSeconds(remaining)} left`);
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
  if (rows.skipped > 0) parts.push(`${showCount(rows.skipped)} left out`);
  return `${report.table}: ${parts.join(", ")}; ${showMany(report.hits, "hit")}, ${showSeconds(report.seconds)}`;
}
