import type { PassReport, RunReport } from "@42sync/core/sync";
import { drawTable, type Cell } from "../../terminal/draw-table.js";
import type { Paint } from "../../terminal/paint.js";
import { describePass } from "../../terminal/progress/describe-pass.js";
import { showBytes, showCount, showMany, showSeconds, showTime } from "../../terminal/text.js";

/** A run as a headline, a table of its passes, and what is worth knowing. */
export function renderRunReport(report: RunReport, paint: Paint, width: number): string {
  const head = ["table", "pass", "new", "changed", "unchanged", "quarantined", "skipped", "hits", "time"];
  const table = drawTable({
    head,
    rows: report.passes.map(toRow),
    right: [2, 3, 4, 5, 6, 7, 8],
    width,
    yields: [8, 4, 6],
    cuts: [1],
  });
  return `\n${paint.bold(headline(report))}\n\n${table}${notes(report)
    .map((note) => `\n${note}`)
    .join("")}\n`;
}

/** `nightly complete: 24,310 rows new, 0 changed; 256 hits, 3.2 MB, 2 min 12 s`. */
export function headline(report: RunReport): string {
  const { rows } = report;
  return (
    `${report.name} ${report.outcome}: ${showMany(rows.inserted, "row")} new, ` +
    `${showCount(rows.updated)} changed; ${showMany(report.hits, "hit")}, ` +
    `${showBytes(report.bytes)}, ${showSeconds(report.seconds)}`
  );
}

function toRow(pass: PassReport): readonly Cell[] {
  const { rows } = pass;
  if (pass.how === "none" && pass.hits === 0)
    return [pass.table, describePass(pass), "", "", "", "", "", "", ""];
  const counts = [
    rows.inserted,
    rows.updated,
    rows.unchanged + rows.stale,
    rows.quarantined,
    rows.skipped,
    pass.hits,
  ].map(showCount);
  return [pass.table, describePass(pass), ...counts, showSeconds(pass.seconds)];
}

/** What is worth knowing about a run beyond its numbers; one line each. */
export function notes(report: RunReport): readonly string[] {
  const errors = report.passes
    .filter((pass) => pass.error !== null && !isEnding(report, pass))
    .map((pass) => `${pass.table}: ${pass.error?.message ?? ""}${withHint(pass.error?.hint)}`);
  return [
    ...errors,
    ...aheadNotes(report),
    ...goneNotes(report),
    ...quarantineNotes(report),
    ...skippedNotes(report),
    ...unknownFieldNotes(report),
    ...endingNotes(report),
  ];
}

function quarantineNotes(report: RunReport): readonly string[] {
  const { rows, invalidItems } = report;
  const lines = report.passes
    .filter(({ revalidated = 0 }) => revalidated > 0)
    .map(({ table, revalidated = 0 }) => `${table}: ${showMany(revalidated, "invalid item")} became valid`);
  if (rows.released > 0)
    lines.push(`${showMany(rows.released, "row")} released from quarantine: the missing parents arrived`);
  const orphans = rows.quarantined - invalidItems;
  if (orphans > 0)
    lines.push(
      `${showMany(orphans, "row")} quarantined until the missing parents arrive; ` +
        "42sync quarantine --reason missing_parent lists them",
    );
  if (invalidItems > 0)
    lines.push(
      `${showMany(invalidItems, "invalid item")} quarantined; 42sync quarantine --reason invalid_item ` +
        `lists ${invalidItems === 1 ? "it" : "them"}`,
      ...driftNotes(report),
    );
  return lines;
}

function skippedNotes({ rows }: RunReport): readonly string[] {
  const lines: string[] = [];
  if (rows.skipped > 0)
    lines.push(
      `${showMany(rows.skipped, "row")} skipped: of another cursus, or of people who are not mirrored ` +
        "or were forgotten",
    );
  if (rows.linksSkipped > 0)
    lines.push(
      `${showMany(rows.linksSkipped, "link")} skipped, as usual: to a campus or cursus that 42 doesn't list`,
    );
  if (rows.stale > 0)
    lines.push(`${showMany(rows.stale, "row")} not written, because the stored version is newer`);
  return lines;
}

/** A watermark later than that of a complete pass after it can't come from 42's clock. */
function aheadNotes({ passes }: RunReport): readonly string[] {
  return passes.flatMap(({ table, outcome, watermarkBefore, watermarkAfter }) =>
    outcome === "complete" &&
    watermarkBefore !== null &&
    watermarkAfter !== null &&
    Date.parse(watermarkBefore) > Date.parse(watermarkAfter)
      ? [
          `${table}: its watermark of ${showTime(watermarkBefore)} was ahead of 42's clock, so ` +
            "the table was re-read completely",
        ]
      : [],
  );
}

function goneNotes({ passes, rows }: RunReport): readonly string[] {
  const marked = passes
    .filter((pass) => pass.rows.deleted > 0)
    .map((pass) => `${pass.table} ${showCount(pass.rows.deleted)}`);
  const overDeletionLimit = passes.filter((pass) => pass.overDeletionLimit > 0);
  return [
    ...(marked.length === 0
      ? []
      : [
          `${showMany(rows.deleted, "row")} marked as gone, because 42 no longer has them: ` +
            `${marked.join(", ")}`,
        ]),
    ...overDeletionLimit.map(
      (pass) =>
        `${pass.table}: 42 no longer has ${showMany(pass.overDeletionLimit, "row")}, over the deletion ` +
        "limit; none is marked\n  hint: if this is right, run with --allow-mass-deletion",
    ),
  ];
}

/** Whether the pass's error is what ended the run: that is printed once, at the end. */
function isEnding(report: RunReport, pass: PassReport): boolean {
  return report.error !== null && pass.error?.code === report.error.code;
}

function unknownFieldNotes(report: RunReport): readonly string[] {
  return Object.entries(report.unknownFields).map(([resource, fields]) => {
    const named = Object.entries(fields).map(
      ([field, { sampleId }]) => `${field}${sampleId === null ? "" : ` (first in ${String(sampleId)})`}`,
    );
    return `${resource} has fields that 42sync doesn't know: ${named.join(", ")}`;
  });
}

function driftNotes(report: RunReport): readonly string[] {
  return Object.entries(report.driftedFields).flatMap(([resource, fields]) =>
    Object.entries(fields).map(([path, { count, sampleId, reason }]) => {
      const first = sampleId === null ? "" : `, first in ${String(sampleId)}`;
      return `  ${resource}${path === "" ? "" : `.${path}`}: ${reason} (${showMany(count, "item")}${first})`;
    }),
  );
}

function endingNotes(report: RunReport): readonly string[] {
  if (report.outcome === "complete") return [];
  const resume = `run ${report.name} again and it resumes where it stopped`;
  if (report.error?.code === "E_BUDGET") {
    if (report.resetsAt === null) return [`stopped: ${report.error.message}; ${resume}`];
    return [
      `no hits remain this hour, the next ones are available at ${showTime(report.resetsAt)}; ` +
        `${resume}, or use --wait`,
    ];
  }
  if (report.interrupted) return [`stopped as requested; ${resume}`];
  if (report.error !== null) return [`${report.error.message}${withHint(report.error.hint)}`];
  return [];
}

function withHint(hint: string | null | undefined): string {
  return hint === null || hint === undefined ? "" : `\n  hint: ${hint}`;
}
