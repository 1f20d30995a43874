import type { AnyTable } from "../../resource/index.js";
import { askedByIdsOf, noteOwnersToReread } from "./owners-to-reread.js";
import { invalidItemKey, keptRows, type MemoryState } from "./memory-state.js";

/**
 * Marks rows as gone, and drops what was in quarantine under their ids. Returns how many were not marked before.
 */
export function markGone(state: MemoryState, table: AnyTable, ids: readonly number[]): number {
  const rows = keptRows(state, table.name);
  let deleted = 0;
  for (const [key, { row, deleted: before }] of rows) {
    if (before || !ids.includes(Number(row["id"]))) continue;
    rows.set(key, { row, deleted: true });
    noteOwnersToReread(state, askedByIdsOf(state, table), row["id"], "gone");
    deleted += 1;
  }
  for (const id of ids) {
    state.outOfScope.get(table.name)?.delete(id);
    state.quarantine.delete(`${table.name} ${JSON.stringify([id])}`);
    state.quarantine.delete(invalidItemKey(table, id));
  }
  return deleted;
}
