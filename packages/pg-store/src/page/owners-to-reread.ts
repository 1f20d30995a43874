import type { AnyTable } from "@42sync/core/tables";
import type { PageCommit } from "@42sync/core/sync";
import type { Session } from "../database/database.js";
import { begunSql } from "../sql/begun-sql.js";
import { quoteIn, quoteName } from "../sql/identifiers.js";
import { toArrayLiteral } from "../sql/array-literal.js";

/**
 * Owners whose rows must be read whole again, ascending: `$1` the data schema, `$2` the table, `$3` the scope.
 */
export const ownersToRereadSql =
  "select owner_id::text as id, reason from sync42.owners_to_reread d where data_schema = $1 and table_name = " +
  "$2 and scope = $3 order by d.owner_id";

const clearSql =
  "delete from sync42.owners_to_reread where data_schema = $1 and table_name = $2 and scope = $3 " +
  "and owner_id = any($4::bigint[])";

/**
 * Notes which of the owners in `$3` are new, for each table in `$2` and each scope in which it was begun: one
 * that was not will read everybody anyway. It stands in front of the UPSERT, in its transaction; where nobody
 * is new it writes nothing.
 */
export function noteEntrantsSql(schema: string, owners: AnyTable): string {
  const key = quoteName(owners.key[0] ?? "id");
  return `insert into sync42.owners_to_reread (data_schema, table_name, scope, owner_id, reason)
select $1, b.table_name, b.scope, i.id, 'entered'
from ${begunSql("$1")} as b cross join unnest($3::bigint[]) as i(id)
where b.table_name = any($2::text[])
  and not exists (select from ${quoteIn(schema, owners.name)} t where t.${key} = i.id and t."deleted_at" is null)
on conflict do nothing`;
}

/** Owners whose rows of the page's table are now read whole need no second read in the page's scope. */
export async function clearOwnersToReread(session: Session, schema: string, page: PageCommit): Promise<void> {
  if (page.reread === undefined || page.reread.length === 0) return;
  await session.run({
    text: clearSql,
    values: [schema, page.table.name, page.scope, toArrayLiteral(page.reread.map(String))],
    kept: true,
  });
}
