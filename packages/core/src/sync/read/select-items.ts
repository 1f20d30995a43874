import { ownerColumn, toLinks, toRow, type AnyTable, type Scope } from "../../resource/index.js";
import { idsOf } from "../ids/item-ids.js";
import type { PlannedPass } from "../plan/planned-pass.js";
import type { Counts, Entry, OwnedId } from "../ports/index.js";

/** An item as the store takes it. */
export function toEntry(table: AnyTable, item: unknown, mayEnter: boolean): Entry {
  return { row: toRow(table, item), links: toLinks(table, item), mayEnter };
}

/**
 * A test whether an item belongs to somebody who is mirrored, or names nobody; always true for a table that
 * doesn't ask.
 */
export async function createBelongs(
  { table, owners }: Pick<PlannedPass, "table" | "owners">,
  counts: Pick<Counts, "ids">,
): Promise<(item: unknown) => boolean> {
  const { belongsTo } = table;
  if (belongsTo === undefined || owners === undefined) return () => true;
  const stored = new Set(await counts.ids(owners));
  return (item) => {
    const ids = belongsTo.ids(item);
    return ids.length === 0 || ids.some((id) => stored.has(id));
  };
}

/**
 * Of items that were asked for by their owners, those that are out of scope: 42 counts them among the owners'
 * rows, and they are not stored.
 */
export function outOfScopeOf(table: AnyTable, items: readonly unknown[], scope: Scope): readonly OwnedId[] {
  const column = ownerColumn(table);
  if (column === undefined) return [];
  return items
    .filter((item) => !table.includes(item, scope))
    .flatMap((item) => {
      const owner = toRow(table, item)[column];
      return idsOf([item]).map((id) => ({ id, owner: typeof owner === "number" ? owner : null }));
    });
}
