import type { AnyTable } from "../../resource/index.js";
import type { Mirrored } from "./plan.js";

/**
 * The table of the owners that rows of a table can be asked by, or of the people whom they concern; undefined
 * where there is none, or it is not mirrored.
 */
export function ownersOf(mirrored: readonly Mirrored[], table: AnyTable): AnyTable | undefined {
  const owners = table.askBy ?? table.belongsTo;
  return owners === undefined ? undefined : mirrored.find((one) => one.table.name === owners.table)?.table;
}
