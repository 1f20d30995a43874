import type { AnyTable } from "@42sync/core/tables";
import format from "pg-format";
import { begunSql } from "./begun-sql.js";
import { quoteName } from "./identifiers.js";

/**
 * What the UPSERT of a table that others follow returns of each row that it wrote, and what it does with it.
 */
export interface NoteMoved {
  /** Columns with the owners' ids, to be returned beside what is returned anyway. */
  readonly columns: readonly string[];
  /**
   * A data-modifying part of the statement: notes the owners of written rows to be re-read for each follower, in each
   * scope in which it was begun.
   */
  readonly part: string;
}

/** The tables that follow this one. */
export function followersOf(table: AnyTable, tables: readonly AnyTable[]): readonly string[] {
  return tables.filter(({ follows }) => follows?.table === table.name).map(({ name }) => name);
}

/** Undefined when nothing follows the table. */
export function noteMovedSql(
  schema: string,
  table: AnyTable,
  tables: readonly AnyTable[],
): NoteMoved | undefined {
  const followers = tables.flatMap(({ name, follows }) =>
    follows?.table === table.name ? [{ name, by: quoteName(follows.by) }] : [],
  );
  if (followers.length === 0) return undefined;
  const pairs = followers.map(({ name, by }) => `(${format("%L", name)}, m.${by}::bigint)`).join(", ");
  return {
    columns: [...new Set(followers.map(({ by }) => by))],
    part: `insert into sync42.owners_to_reread (data_schema, table_name, scope, owner_id, reason)
  select distinct ${format("%L", schema)}, f.name, b.scope, f.owner, 'followed' from written m cross
    join lateral (values ${pairs}) as f(name, owner)
  join ${begunSql(format("%L", schema))} as b on b.table_name = f.name
  where f.owner is not null
  order by f.name, b.scope, f.owner
  on conflict do nothing`,
  };
}
