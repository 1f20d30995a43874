import type { QuarantineCount, QuarantinedRow } from "@42sync/pg-store";
import { drawTable, type Cell } from "../../terminal/draw-table.js";
import { showCount, showMany, showTime } from "../../terminal/text.js";

/** How many rows are in quarantine, and the rows themselves if they were requested. */
export interface QuarantineView {
  readonly counts: readonly QuarantineCount[];
  readonly rows: readonly QuarantinedRow[] | null;
}

/** Rows that are shown; `--json` has all. */
const mostRows = 200;

/** What is in quarantine, for people. */
export function renderQuarantine(
  { counts, rows }: QuarantineView,
  limit: { readonly width?: number },
): string {
  if (counts.length === 0) return "the quarantine is empty\n";
  const summary = counts.map(({ table, reason, missingTable, rows: many }): readonly Cell[] => [
    table,
    reason,
    missingTable,
    showCount(many),
  ]);
  const all = counts.reduce((sum, one) => sum + one.rows, 0);
  if (rows === null) {
    const head = ["table", "reason", "missing in", "rows"];
    const table = drawTable({ head, rows: summary, right: [3], ...limit });
    return `\n${table}\n${showMany(all, "row")}; --table or --reason shows the rows\n${whatNext(counts)}`;
  }
  const list = drawTable({
    head: ["table", "row", "why", "first seen", "last seen", "attempts", "asked for"],
    rows: rows.slice(0, mostRows).map(toRow),
    right: [5],
    yields: [4, 5, 6],
    cuts: [2],
    ...limit,
  });
  const hidden = rows.length - mostRows;
  const note = hidden > 0 ? `, ${showCount(hidden)} of them not shown; --json has all` : "";
  return `\n${list}\n${showMany(rows.length, "row")}${note}\n`;
}

const nextByReason: Readonly<Record<QuarantineCount["reason"], string>> = {
  missing_parent: "nothing to do; runs ask 42 for the parents and release the rows when they arrive",
  invalid_item: "each run retries them, and a newer release may accept them",
  invalid_value:
    "a column can't hold one of their values; they are stored once they arrive with another value",
};

/** What happens next, a line for each reason. */
function whatNext(counts: QuarantineView["counts"]): string {
  return Object.entries(nextByReason)
    .filter(([reason]) => counts.some((one) => one.reason === reason))
    .map(([reason, next]) => `${reason}: ${next}\n`)
    .join("");
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
