import type { PassReport, RunEvent } from "@42sync/core/sync";
import { SingleBar } from "cli-progress";
import type { Io, LogEntry } from "../io.js";
import { showCount, showMany, showSeconds } from "../text.js";
import { describePass } from "./describe-pass.js";
import { secondsRemaining, type Progress, type ProgressInput } from "./progress.js";

const nameWidth = 20;
const barWidth = 20;

/** A bar for the current pass, and a line for each that is done, on a terminal. */
export function createProgressBars(io: Io, input: ProgressInput): Progress {
  let bar: SingleBar | undefined;
  let text = "";
  const start = (): void => {
    bar = new SingleBar({
      stream: io.errStream,
      clearOnComplete: true,
      hideCursor: true,
      fps: 8,
      // Ours finishes the page first; the library's would only end the drawing.
      gracefulExit: false,
      format: () => [...text].slice(0, io.columns - 1).join(""),
    });
    bar.start(1, 0);
  };
  const stop = (): boolean => {
    const drawn = bar !== undefined;
    bar?.stop();
    bar = undefined;
    return drawn;
  };
  const log = (entry: LogEntry): void => {
    const drawn = stop();
    io.log(entry);
    if (drawn) start();
  };
  const onEvent = (event: RunEvent): void => {
    if (event.type === "pass") {
      text =
        `${event.table.padEnd(nameWidth)} ` +
        `${event.resumed ? "resumes where the last run stopped" : event.reason}`;
      start();
    }
    if (event.type === "page") {
      text = pageText(event, input);
      bar?.update(event.pages);
    }
    if (event.type === "pass-end") {
      stop();
      log({ level: "info", message: passText(event.report) });
    }
  };
  return { onEvent, log, stop: () => void stop() };
}

function pageText(event: Extract<RunEvent, { type: "page" }>, { usage, wait }: ProgressInput): string {
  const { remainingThisHour } = usage();
  const total = event.totalPages === null ? null : Math.max(event.totalPages, event.pages);
  const parts = [
    `${showCount(event.rows)} rows`,
    total === null ? showMany(event.pages, "page") : `page ${showCount(event.pages)}/${showCount(total)}`,
  ];
  if (remainingThisHour !== null) parts.push(`${showCount(remainingThisHour)} hits remaining`);
  const remaining = total === null ? null : secondsRemaining(total - event.pages, usage(), wait);
  if (remaining !== null) parts.push(`${showSeconds(remaining)} remaining`);
  return (
    `${event.table.padEnd(nameWidth)} ${drawBar(total === null ? 0 : event.pages / total)} ` +
    `${parts.join(" · ")}`
  );
}

function drawBar(share: number): string {
  const full = Math.round(Math.min(1, share) * barWidth);
  return `${"█".repeat(full)}${"░".repeat(barWidth - full)}`;
}

function passText(report: PassReport): string {
  const { rows } = report;
  const sign = report.outcome === "complete" ? "✓" : report.outcome === "failed" ? "✗" : "–";
  return (
    `${sign} ${report.table.padEnd(nameWidth - 2)} ${describePass(report).padEnd(barWidth)} ` +
    `${showCount(rows.inserted)} new, ${showCount(rows.updated)} changed · ` +
    `${showMany(report.hits, "hit")} · ${showSeconds(report.seconds)}`
  );
}
