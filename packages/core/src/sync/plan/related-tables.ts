import type { Mirrored } from "../../define-mirror.js";
import { parentsOf, type AnyTable } from "../../resource/index.js";

/**
 * The other tables that must be filled before this one is read: those that its rows or links refer to, whose
 * ids it is asked by, or that decide which rows are stored.
 */
export function neededBy(table: AnyTable): readonly string[] {
  const needed = [
    ...parentsOf(table),
    ...[table.askBy, table.belongsTo].flatMap((owners) => (owners === undefined ? [] : [owners.table])),
  ];
  return [...new Set(needed)].filter((name) => name !== table.name);
}

/**
 * The table of the owners that rows of a table can be asked by, or of the people that they belong to;
 * undefined where there is none, or it is not mirrored.
 */
export function ownersOf(mirrored: readonly Mirrored[], table: AnyTable): AnyTable | undefined {
  const owners = table.askBy ?? table.belongsTo;
  return owners === undefined ? undefined : mirrored.find((one) => one.table.name === owners.table)?.table;
}

/** The tables that the caller chose, in the given order. */
export function chooseTables(
  mirrored: readonly Mirrored[],
  { only, except }: { readonly only?: readonly string[]; readonly except?: readonly string[] },
): readonly Mirrored[] {
  return mirrored.filter(
    ({ table }) => (only === undefined || only.includes(table.name)) && except?.includes(table.name) !== true,
  );
}

/** Whether the rows of a table are asked for by owners of another one. */
export function isOwned({ table }: Pick<Mirrored, "table">): boolean {
  return table.askBy !== undefined && table.askBy.table !== table.name;
}
