import { takesIds } from "../../read/confirm-by-id.js";
import type { VerifyContext } from "./comparison.js";
import { isOwned } from "../rotation.js";

type Comparable = Pick<VerifyContext, "table" | "endpoint" | "owners">;

/** How a table can be compared with 42; undefined when it cannot. */
export function howToCompare({
  table,
  endpoint,
  owners,
}: Comparable): "list" | "owners" | "read again" | undefined {
  if (isOwned({ table, endpoint })) return owners !== undefined && takesIds(endpoint) ? "owners" : undefined;
  if (table.holds === undefined) return undefined;
  return endpoint.traversal === "keyset" ? "list" : "read again";
}

/**
 * Why a table cannot be compared: which rows should be here, and what 42 can count, are two things then.
 * Undefined when it can.
 */
export function whyIncomparable(comparable: Comparable): string | undefined {
  if (howToCompare(comparable) !== undefined) return undefined;
  const { table, endpoint, owners } = comparable;
  if (table.askBy !== undefined && isOwned({ table, endpoint }))
    return owners === undefined
      ? `its rows are asked for by ${table.askBy.table}, which are not mirrored`
      : endpoint.onlyUnder === undefined
        ? `42 cannot be asked for its rows by ${table.askBy.filter}`
        : `42 lists its rows under one row of ${owners.name} at a time`;
  if (table.belongsTo !== undefined)
    return `only rows that name mirrored ${table.belongsTo.table} are here, and 42 cannot count those`;
  const owner = Object.values(table.columns).find(
    ({ references }) => references?.missing === "skip",
  )?.references;
  if (owner !== undefined)
    return `only rows of mirrored ${owner.table} are here, and 42's list takes no filter to count those by`;
  return "which rows of the list are of the scope, each row tells by itself, and 42 cannot count those";
}
