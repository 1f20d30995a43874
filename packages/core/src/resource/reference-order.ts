import type { AnyTable } from "./table.js";

/**
 * Parents before children: no table comes before one that it references, that its links point at, that it
 * follows, or that its rows belong to.
 */
export function inReferenceOrder<T extends AnyTable>(list: readonly T[]): readonly T[] {
  const byName = new Map(list.map((table) => [table.name, table]));
  const ordered = new Set<T>();
  const visited = new Set<T>();
  const visit = (table: T): void => {
    if (visited.has(table)) return;
    visited.add(table);
    for (const parent of [
      ...parentsOf(table),
      ...(table.follows === undefined ? [] : [table.follows.table]),
      ...(table.belongsTo === undefined ? [] : [table.belongsTo.table]),
    ]) {
      const found = byName.get(parent);
      if (found !== undefined && found !== table) visit(found);
    }
    ordered.add(table);
  };
  for (const table of list) visit(table);
  return [...ordered];
}

/** The tables that a table's rows or links point at. */
export function parentsOf(table: AnyTable): readonly string[] {
  const references = Object.values(table.columns).flatMap((column) =>
    column.references === undefined ? [] : [column.references.table],
  );
  return [...new Set([...references, ...table.links.map((link) => link.other.table)])];
}
