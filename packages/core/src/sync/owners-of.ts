import type { AnyTable } from "../resource/index.js";
import type { Mirrored } from "./plan.js";

/** The table of the owners that rows of a table can be asked by; undefined where there is none, or it is not mirrored. */
export function ownersOf(mirrored: readonly Mirrored[], table: AnyTable): AnyTable | undefined {
  return table.askBy === undefined ? undefined : mirrored.find((one) => one.table.name === table.askBy?.table)?.table;
}
