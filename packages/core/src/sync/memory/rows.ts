import type { AnyTable, Row } from "../../resource/index.js";
import type { Condition, Entry } from "../ports/index.js";

/** A row as the memory store keeps it. */
export interface KeptRow {
  readonly row: Row;
  readonly deleted: boolean;
}

/** What one entry did to its table. */
export type WriteOutcome = "inserted" | "updated" | "unchanged" | "stale";

/** The key of a row, as text. */
export function keyOf(table: Pick<AnyTable, "key">, row: Row): string {
  return JSON.stringify(table.key.map((column) => row[column]));
}

/**
 * Writes one row by the rule of every adapter: an older item never overwrites, an equal one is not rewritten.
 */
export function writeRow(kept: Map<string, KeptRow>, table: AnyTable, row: Row): WriteOutcome {
  const key = keyOf(table, row);
  const held = kept.get(key);
  if (held === undefined) {
    kept.set(key, { row, deleted: false });
    return "inserted";
  }
  const before = held.row["updated_at"];
  const after = row["updated_at"];
  if (typeof before === "string" && typeof after === "string" && Date.parse(after) < Date.parse(before))
    return "stale";
  if (!held.deleted && JSON.stringify(held.row) === JSON.stringify(row)) return "unchanged";
  kept.set(key, { row, deleted: false });
  return "updated";
}

/** Later entries of the same key win. */
export function lastByKey(table: AnyTable, entries: readonly Entry[]): readonly Entry[] {
  return [...new Map(entries.map((entry) => [keyOf(table, entry.row), entry])).values()];
}

/** Whether a row meets all conditions; `rowsOf` answers the rows of another table. */
export function meets(
  row: Row,
  where: readonly Condition[],
  rowsOf: (table: string) => readonly Row[],
): boolean {
  return where.every((condition) => {
    const value = row[condition.column];
    if ("among" in condition) {
      const { table, column, where: its } = condition.among;
      return rowsOf(table).some((other) => other[column] === value && meets(other, its, rowsOf));
    }
    // another kind of value is not among them
    if ("in" in condition) return condition.in.includes(value as number | string | boolean);
    return typeof value === "number" && value >= condition.from && value <= condition.to;
  });
}
