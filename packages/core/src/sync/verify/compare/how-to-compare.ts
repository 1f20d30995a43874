import { isOwned } from "../../plan/related-tables.js";
import { takesIds } from "../../read/confirm-by-id.js";
import type { VerifyContext } from "./comparison.js";

type Comparable = Pick<VerifyContext, "table" | "endpoint" | "owners">;

/** How a table can be compared with 42; undefined when it cannot. */
export function howToCompare({
  table,
  endpoint,
  owners,
}: Comparable): "list" | "owners" | "read again" | undefined {
  if (isOwned({ table })) return owners !== undefined && takesIds(endpoint) ? "owners" : undefined;
  if (table.holds === undefined) return undefined;
  return endpoint.traversal === "keyset" ? "list" : "read again";
}

/**
 * Why a table cannot be compared: the rows that should be here are not those that 42 can count. Undefined when
 * it can.
 */
export function whyIncomparable(comparable: Comparable): string | undefined {
  if (howToCompare(comparable) !== undefined) return undefined;
  const { table, endpoint, owners } = comparable;
  if (table.askBy !== undefined && isOwned({ table }))
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
  return "only the rows themselves say whether they are in scope, and 42 cannot count those";
}
