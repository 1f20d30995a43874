import type { Explanation, RowAbout, TableAbout } from "@42sync/pg-store";
import { drawTable, type Cell } from "../../terminal/draw-table.js";
import { showCount, showMany, showTime } from "../../terminal/text.js";

/** Hits that reading everything about a row again would take, by table. */
export type RefreshCost = Readonly<Record<string, number>>;

export interface ExplanationView {
  /** The login or name of the row. */
  readonly name: string | null;
  readonly explanation: Explanation;
  readonly hits: RefreshCost;
  /** Where 42 shows the row; null: not known. */
  readonly path: string | null;
  /** Characters in a line. @default no limit */
  readonly width?: number;
}

/** Rows of a table that are shown; `--json` has more. */
const shownRows = 10;

/** Everything that is stored about a row, for people. */
export function renderExplanation({ name, explanation, hits, path, ...limit }: ExplanationView): string {
  const { table, id, tables } = explanation;
  const what = `${table} ${String(id)}${name === null ? "" : ` (${name})`}`;
  const knownNotStored = notStoredLines(explanation);
  const unknown = tables.length === 0 && knownNotStored.length === 0 && path !== null;
  const notes = [
    ...knownNotStored,
    ...(unknown ? [`next: 42sync get ${path} shows whether 42 has it`] : []),
    ...(tables.length === 0 ? [] : [costLine(hits)]),
  ];
  if (tables.length === 0) return `${what}: nothing is stored\n${notes.map((line) => `${line}\n`).join("")}`;
  const rows = drawTable({
    head: ["table", "row", "written", "by", "42 changed it", ""],
    rows: tables.flatMap(tableRows),
    yields: [4],
    cuts: [3, 5],
    ...limit,
  });
  const total = tables.reduce((sum, one) => sum + one.total, 0);
  return (
    `${what}: ${showMany(total, "row")} in ` +
    `${showMany(tables.length, "table")}\n\n${rows}\n${notes.map((line) => `${line}\n`).join("")}`
  );
}

function tableRows(about: TableAbout): readonly (readonly Cell[])[] {
  const rows = about.rows
    .slice(0, shownRows)
    .map((row): readonly Cell[] => [
      about.table,
      row.key,
      showTime(row.ingestedAt),
      by(about.table, row),
      row.updatedAt === null ? null : showTime(row.updatedAt),
      row.deletedAt === null ? null : `gone since ${showTime(row.deletedAt)}`,
    ]);
  const more = about.total - rows.length;
  return more === 0 ? rows : [...rows, [about.table, `and ${showCount(more)} more`, null, null, null, null]];
}

/** `run 7 nightly, full`; a row that another table's pass brought names that table. */
function by(table: string, { pass }: RowAbout): string {
  if (pass === null) return "no run";
  return `run ${String(pass.runId)} ${pass.run}, ${pass.table === table ? "" : `${pass.table} `}${pass.kind}`;
}

function notStoredLines({
  table,
  quarantine,
  outOfScope,
  ownersToReread,
  notFoundAt,
  forgottenAt,
  tables,
}: Explanation): readonly string[] {
  return [
    ...(forgottenAt === null
      ? []
      : [`forgotten on request on ${showTime(forgottenAt)}: no run brings it back`]),
    ...(notFoundAt === null ? [] : [`42 was asked for it on ${showTime(notFoundAt)} and doesn't have it`]),
    ...quarantine.map(
      (one) =>
        `in quarantine: ${one.table} ${one.key}, ${one.reason}: ${one.detail}; first seen ` +
        `${showTime(one.firstSeen)}, last ${showTime(one.lastSeen)}`,
    ),
    ...outOfScope.map((one) => `skipped: ${showMany(one.rows, "row")} of ${one.table}, out of scope`),
    ...ownersToReread.map((one) => `to be re-read: the next run reads ${one.table} (${one.because})`),
    ...tables
      .filter((one) => one.table === table && one.watermark !== null)
      .map(
        (one) =>
          `${one.table} is complete up to ${showTime(one.watermark ?? 0)}: what was written ` +
          "before came unchanged since, or 42 did not tell",
      ),
  ];
}

function costLine(hits: RefreshCost): string {
  const sum = Object.values(hits).reduce((all, one) => all + one, 0);
  return `re-reading all of it takes ${showMany(sum, "hit")}: ${Object.entries(hits)
    .map(([table, count]) => `${table} ${String(count)}`)
    .join(", ")}`;
}
