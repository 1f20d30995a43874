import type { AnyTable } from "./table.js";

/**
 * The column that holds the owner's id, for a table with `askBy`; undefined for others.
 */
export function ownerColumn(table: AnyTable): string | undefined {
  const { askBy } = table;
  if (askBy === undefined || askBy.table === table.name) return undefined;
  return Object.entries(table.columns).find(([, column]) => column.references?.table === askBy.table)?.[0];
}
