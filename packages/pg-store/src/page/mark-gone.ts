import type { AnyTable } from "@42sync/core/tables";
import type { PageCommit } from "@42sync/core/sync";
import type { Session } from "../database/database.js";
import { begunSql } from "../sql/begun-sql.js";
import { columnTypes } from "../sql/column-types.js";
import { quoteIn, quoteName } from "../sql/identifiers.js";
import { toArrayLiteral } from "../sql/array-literal.js";
import type { QuarantinePlace } from "./write-quarantine.js";

/**
 * Marks rows as gone, and notes for each table in `$3`, in each scope in which it was begun, that the rows of
 * these owners must be re-read: they are probably gone too. No other column is touched. `$1` the keys, `$2` the data
 * schema, `$4` the store's time.
 */
export function markGoneSql(schema: string, table: AnyTable): string {
  const key = quoteName(table.key[0] ?? "id");
  const type = columnTypes[table.columns[table.key[0] ?? "id"]?.kind ?? "bigint"];
  return `with gone as (
  update ${quoteIn(schema, table.name)} t set "deleted_at" = coalesce($4::timestamptz, now())
  where t.${key} = any($1::${type}[]) and t."deleted_at" is null
  returning t.${key} as id
), noted as (
  insert into sync42.owners_to_reread (data_schema, table_name, scope, owner_id, reason)
  select $2, b.table_name, b.scope, g.id, 'gone' from gone g
    join ${begunSql("$2")} as b on b.table_name = any($3::text[])
  order by b.table_name, b.scope, g.id
  on conflict do nothing
)
select count(*)::text as deleted from gone`;
}

/** Marks what 42 does not have any more. @returns how many rows were marked */
export async function markGone(
  session: Session,
  writer: { readonly markGone: string; readonly owned: readonly string[] },
  at: QuarantinePlace,
  page: PageCommit,
): Promise<number> {
  if (page.gone === undefined || page.gone.length === 0) return 0;
  const values = [toArrayLiteral(page.gone.map(String)), at.schema, toArrayLiteral(writer.owned), at.now];
  const { rows } = await session.run({ text: writer.markGone, values });
  return Number(rows[0]?.["deleted"]);
}
