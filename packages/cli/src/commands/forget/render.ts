import type { ForgetReport } from "@42sync/pg-store";
import { drawTable } from "../../terminal/draw-table.js";
import { showMany } from "../../terminal/text.js";
import type { ForgottenRecording } from "../pipeline/recording/forget-recordings.js";

export interface Forgotten extends ForgetReport {
  readonly recordings: readonly ForgottenRecording[];
}

/**
 * What was removed, by table, and where the person may still be found; without the name, which is forgotten
 * too.
 *
 * @param folder whose recordings were searched
 */
export function renderForgotten(
  id: number,
  { removed, unnamed, quarantined, again, recordings }: Forgotten,
  folder: string | undefined,
): string {
  const lines = [
    ...Object.entries(removed).map(([table, rows]) => [table, "removed", rows] as const),
    ...Object.entries(unnamed).map(([table, rows]) => [table, "reference cleared", rows] as const),
    ...(quarantined === 0 ? [] : [["quarantine", "removed", quarantined] as const]),
    ...recordings.flatMap(({ file, items }) => (items === 0 ? [] : [[file, "removed", items] as const])),
  ];
  const table =
    lines.length === 0 ? "" : `${drawTable({ head: ["table", "", "rows"], rows: lines, right: [2] })}\n`;
  const sum = lines.reduce((all, [, , rows]) => all + rows, 0);
  const what =
    sum === 0
      ? again
        ? "was already forgotten; nothing has arrived since"
        : "was not stored"
      : `is forgotten: ${showMany(sum, "row")}`;
  const recorded =
    folder === undefined
      ? "recordings (--recordings <folder> removes them there)"
      : `recordings elsewhere than in ${folder}`;
  return (
    `${table}${String(id)} ${what}. No run brings them back.\nNot covered: earlier exports and backups, ` +
    `${recorded}.\n`
  );
}
