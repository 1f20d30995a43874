import type { AnyTable } from "@42sync/core/tables";
import type { Session } from "../database/database.js";

export interface TablesPlace {
  readonly schema: string;
  readonly tables: readonly AnyTable[];
  /** Tables that may be there as well, because an earlier run was asked for them. */
  readonly optional: readonly AnyTable[];
}

/**
 * The tables, and those of the optional ones that are there: what was mirrored once is in the copy, whether
 * or not it still is mirrored.
 */
export async function tablesThere(
  session: Session,
  { schema, tables, optional }: TablesPlace,
): Promise<readonly AnyTable[]> {
  const { rows } = await session.run({
    text:
      "select t.table_name as name from sync42.tables t where t.data_schema = $1 and exists " +
      "(select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace " +
      "where n.nspname = $1 and c.relname = t.table_name)",
    values: [schema],
  });
  const there = new Set(rows.map((row) => String(row["name"])));
  return [
    ...tables,
    ...optional.filter(({ name, links }) =>
      [name, ...links.map((link) => link.name)].every((one) => there.has(one)),
    ),
  ];
}
