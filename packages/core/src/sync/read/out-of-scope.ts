import { ownerColumn, toRow, type AnyTable, type Scope } from "../../resource/index.js";
import type { OwnedId } from "../ports/index.js";
import { idsOf } from "./find-vanished.js";

/**
 * Of items that were asked for by their owners, those that are not of the scope: 42 counts them among the
 * owners' rows, and they are not stored.
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
