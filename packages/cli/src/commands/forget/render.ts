import type { ForgetReport } from "@42sync/pg-store";
import { drawTable } from "../../terminal/draw-table.js";
import { showMany } from "../../terminal/text.js";
import type { ForgottenRecording } from "../pipeline/recording/forget-recordings.js";

export interface Forgotten extends ForgetReport {
  readonly recordings: readonly ForgottenRecording[];
}

/**
 * What was forgotten, by table, and where they may still be; without the name, which is forgotten too.
 *
 * @param folder whose recordings were looked at
 */
export function renderForgotten(
  id: number,
  { removed, unnamed, quarantined, again, recordings }: Forgotten,
  folder: string | undefined,
): string {
  const lines = [
    ...Object.entries(removed).map(([table, rows]) => [table, "removed", rows] as const),
    ...Object.entries(unnamed).map(([table, rows]) => [table, "no longer names them", rows] as const),
    ...(quarantined === 0 ? [] : [["quarantine", "removed", quarantined] as const]),
    ...recordings.flatMap(({ file, items }) => (items === 0 ? [] : [[file, "removed", items] as const])),
  ];
  const table =
    lines.length === 0 ? "" : `${drawTable({ head: ["table", "", "rows"], rows: lines, right: [2] })}\n`;
  const sum = lines.reduce((all, [, , rows]) => all + rows, 0);
  const what =
    sum === 0
      ? again
        ? "had been forgotten before; nothing had come since"
        : "was not here"
      : `is forgotten: ${showMany(sum, "row")}`;
  const recorded =
    folder === undefined
      ? "recordings (--recordings <folder> removes them there)"
      : `recordings elsewhere than in ${folder}`;
  return (
    `${table}${String(id)} ${what}. No run brings them back.\nOut of its reach: exports and ` +
    `backups that were made before, ${recorded}.\n`
  );
}
