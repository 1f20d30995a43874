import type { Usage } from "@42sync/core";
import type { RunReport } from "@42sync/core/sync";
import type { Settings } from "../../config/resolve-settings.js";
import { exitCodes, type ExitCode } from "../../errors/exit-code.js";
import { withHint } from "../../errors/hints.js";
import { printJson, type Io, type Log } from "../../terminal/io.js";
import { createPaint } from "../../terminal/paint.js";
import { showCount, showTime } from "../../terminal/text.js";
import { headline, notes, renderRunReport } from "./render.js";

export interface PrintReportInput {
  readonly report: RunReport;
  readonly exitCode: ExitCode;
  readonly settings: Pick<Settings, "label">;
  readonly usage: Usage;
  readonly json: boolean;
  /** Local milliseconds. */
  readonly now: number;
}

/**
 * A run's report: one JSON document or a table on stdout, plain lines with times when not running in a
 * terminal, or the last entry of a JSON log.
 */
export function printReport(io: Io, input: PrintReportInput): void {
  const { exitCode, usage, now } = input;
  const report = withHints(input.report);
  if (input.json) {
    const { remainingThisHour, hourResetsAt, perHour } = usage;
    printJson(io, {
      ...report,
      database: input.settings.label,
      hitsRemaining: remainingThisHour,
      hourResetsAt,
      perHour,
      exitCode,
    });
    return;
  }
  if (io.logFormat === "json") {
    logReport(io.log, report, { hitsRemaining: usage.remainingThisHour, exitCode });
    return;
  }
  const remaining =
    usage.remainingThisHour === null
      ? []
      : [`${showCount(usage.remainingThisHour)} of ${showCount(usage.perHour)} hits remain this hour`];
  if (io.outTerminal) {
    const next =
      exitCode === exitCodes.done
        ? ['query it: 42sync query "select login, campus, grade from students limit 5"']
        : [];
    io.out(renderRunReport(report, createPaint(io.colours), io.columns));
    for (const line of [...remaining, ...next]) io.out(`${line}\n`);
    return;
  }
  for (const line of [headline(report), ...notes(report), ...remaining]) io.out(`${showTime(now)} ${line}\n`);
}

/** A run's report as the last object of a log. */
export function logReport(
  log: Log,
  report: RunReport,
  more: { readonly hitsRemaining?: number | null; readonly exitCode: ExitCode },
): void {
  const { runId, name, scope, outcome, rows, hits, bytes, seconds, error } = report;
  log({
    level: outcome === "failed" ? "error" : outcome === "partial" ? "warn" : "info",
    message: headline(report),
    run: runId,
    name,
    scope,
    outcome,
    rows,
    hits,
    bytes,
    seconds,
    error,
    notes: notes(report),
    ...more,
  });
}

/** The errors with the hints of a run's command. */
function withHints(report: RunReport): RunReport {
  const flags = { wait: true, reserve: true, maxHits: true, budget: false };
  const toHinted = <T extends RunReport["error"]>(error: T): T =>
    error === null ? error : withHint(error, flags);
  return {
    ...report,
    error: toHinted(report.error),
    passes: report.passes.map((pass) => ({ ...pass, error: toHinted(pass.error) })),
  };
}
