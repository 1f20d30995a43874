import { parentsOf, type AnyTable } from "../../resource/index.js";

/**
 * The other tables that must be filled before a table is read: those that its rows or links point at, whose
 * ids it is asked by, or that decide which rows are kept.
 */
export function neededBy(table: AnyTable): readonly string[] {
  const needed = [
    ...parentsOf(table),
    ...[table.askBy, table.belongsTo].flatMap((owners) => (owners === undefined ? [] : [owners.table])),
  ];
  return [...new Set(needed)].filter((name) => name !== table.name);
}
