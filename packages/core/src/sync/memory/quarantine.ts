import type { AnyTable, Row } from "../../resource/index.js";
import { retryParentAfterMs, type Entry, type QuarantinedItem, type InvalidItem } from "../ports/index.js";
import { hasRow, invalidItemKey, type MemoryState } from "./memory-state.js";
import { writeEntry } from "./write-entry.js";

/** Puts an item in quarantine that is not as its declaration says. */
export function quarantineItem(
  { quarantine }: MemoryState,
  table: AnyTable,
  { id, path, reason, item }: InvalidItem,
): void {
  quarantine.set(invalidItemKey(table, id), {
    table: table.name,
    reason: "invalid_item",
    detail: `${path}: ${reason}`,
    payload: item,
  });
}

/** See `Counts.invalidItems`. */
export function quarantinedItems(
  { quarantine }: MemoryState,
  table: AnyTable,
  detail: string | undefined,
): readonly QuarantinedItem[] {
  const kept = [...quarantine].flatMap(([key, one]) =>
    one.table === table.name && one.reason === "invalid_item"
      ? [{ key, detail: one.detail, item: one.payload }]
      : [],
  );
  return detail === undefined
    ? [...new Map(kept.map((one) => [one.detail, one])).values()]
    : kept.filter((one) => one.detail === detail).slice(0, 200);
}

/**
 * Stores the rows that waited for rows of this table; those that still lack another parent keep waiting.
 * Returns how many were released.
 */
export function releaseRows(state: MemoryState, parents: AnyTable, entries: readonly Entry[]): number {
  const ids = new Set(entries.map(({ row }) => row["id"]).filter((id) => hasRow(state, parents.name, id)));
  let released = 0;
  for (const { table: name, missing, payload, links = {} } of [...state.quarantine.values()]) {
    const table = state.declared.find((one) => one.name === name);
    if (table === undefined || missing?.table !== parents.name || !ids.has(missing.id)) continue;
    const { inserted, updated, unchanged } = writeEntry(state, table, {
      row: payload as Row,
      links,
      mayEnter: true,
    }); // a row, as it has a missing parent
    released += inserted + updated + unchanged;
  }
  return released;
}

/** Notes that 42 does not have these parents. */
export function noteParentsNotFound(
  { parentsNotFound }: MemoryState,
  table: AnyTable,
  ids: readonly number[],
  now: number,
): void {
  for (const id of ids) {
    const key = `${table.name} ${String(id)}`;
    parentsNotFound.set(key, { askedAt: now, attempts: (parentsNotFound.get(key)?.attempts ?? 0) + 1 });
  }
}

/** See `Counts.missing`. */
export function missingIds(
  { quarantine, parentsNotFound }: MemoryState,
  table: AnyTable,
  now: number,
): readonly number[] {
  const ids = [...quarantine.values()].flatMap(({ missing }) =>
    missing?.table === table.name && typeof missing.id === "number" ? [missing.id] : [],
  );
  const isWorthAsking = (id: number): boolean => {
    const asked = parentsNotFound.get(`${table.name} ${String(id)}`);
    return asked === undefined || now - asked.askedAt >= retryParentAfterMs(asked.attempts);
  };
  return [...new Set(ids)].filter(isWorthAsking).sort((a, b) => a - b);
}
