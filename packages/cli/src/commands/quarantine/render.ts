import type { QuarantineCount, QuarantinedRow } from "@42sync/pg-store";
import { drawTable, type Cell } from "../../terminal/draw-table.js";
import { showCount, showMany, showTime } from "../../terminal/text.js";

/** What is put aside; the rows themselves where they were asked for. */
export interface QuarantineView {
  readonly counts: readonly QuarantineCount[];
  readonly rows: readonly QuarantinedRow[] | null;
}

/** Rows that are shown; `--json` has all. */
const mostRows = 200;

/** What is put aside, for people. */
export function renderQuarantine(
  { counts, rows }: QuarantineView,
  limit: { readonly width?: number },
): string {
  if (counts.length === 0) return "nothing is in quarantine\n";
  const summary = counts.map(({ table, reason, missingTable, rows: many }): readonly Cell[] => [
    table,
    reason,
    missingTable,
    showCount(many),
  ]);
  const all = counts.reduce((sum, one) => sum + one.rows, 0);
  if (rows === null) {
    return (
      `\n${drawTable({ head: ["table", "reason", "missing in", "rows"], rows: summary, right: [3], ...limit })}\n${showMany(all, "row")}; ` +
      `the rows themselves: --table or --reason\n${whatNext(counts)}`
    );
  }
  const list = drawTable({
    head: ["table", "row", "why", "first seen", "last seen", "tries", "asked for"],
    rows: rows.slice(0, mostRows).map(toRow),
    right: [5],
    yields: [4, 5, 6],
    cuts: [2],
    ...limit,
  });
  const rest = rows.length - mostRows;
  return `\n${list}\n${showMany(rows.length, "row")}${rest > 0 ? `, of which ${showCount(rest)} are not shown; --json has all` : ""}\n`;
}

/** What becomes of them, a line a reason. */
function whatNext(counts: QuarantineView["counts"]): string {
  const has = (reason: QuarantineCount["reason"]): boolean => counts.some((one) => one.reason === reason);
  const orphans = has("missing parent")
    ? "missing parent: nothing needs doing, they come in by themselves once 42 has what they point " +
      "at; runs ask for it\n"
    : "";
  return `${orphans}${has("does not fit") ? "does not fit: each run tries them again, and a newer release may know their shape\n" : ""}`;
}

function toRow({
  table,
  key,
  detail,
  firstSeen,
  lastSeen,
  attempts,
  missingTable,
  askedAt,
}: QuarantinedRow): readonly Cell[] {
  const asked = missingTable === null ? null : askedAt === null ? "not yet" : showTime(askedAt);
  return [table, key, detail, showTime(firstSeen), showTime(lastSeen), attempts, asked];
}
