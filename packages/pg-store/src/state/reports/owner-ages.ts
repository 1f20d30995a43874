import type { AnyTable } from "@42sync/core/tables";
import { quoteIn, quoteName } from "../../sql/identifiers.js";

/**
 * When the rows of each owner were read, or compared: `ages(scope, read_at)`, in each scope in which some
 * were. `$1` the data schema, `$2` the table.
 *
 * Ranges do not overlap, so that an owner is in the last one that begins before it or in none: one look into
 * the index. A join over `between` compares each owner with each range, which took 2 s a table for 40,000
 * owners in 400 ranges.
 */
export function ownerAgesSql(kept: "coverage" | "verified", schema: string, owners: AnyTable): string {
  const key = quoteName(owners.key[0] ?? "id");
  const only = kept === "verified" ? " and not r.failed" : "";
  return `scopes as (
  select distinct scope from sync42.${kept} where data_schema = $1 and table_name = $2
), ages as (
  select s.scope, c.read_at from scopes s cross join ${quoteIn(schema, owners.name)} o
  left join lateral (
    select r.to_id, r.read_at from sync42.${kept} r
    where r.data_schema = $1 and r.table_name = $2 and r.scope = s.scope${only}
      and r.from_id <= o.${key} order by r.from_id desc limit 1
  ) c on c.to_id >= o.${key}
  where o."deleted_at" is null
)`;
}
