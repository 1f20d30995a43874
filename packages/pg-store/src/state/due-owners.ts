import type { AnyTable } from "@42sync/core";
import type { PageCommit } from "@42sync/core/sync";
import type { Session } from "../database/database.js";
import { begunSql } from "../sql/begun-sql.js";
import { quoteIn, quoteName } from "../sql/identifiers.js";
import { toArrayLiteral } from "../write/array-literal.js";

/** Owners whose rows are due to be read whole, ascending: `$1` the data schema, `$2` the table. */
export const dueSql = "select owner_id::text as id, reason from sync42.entrants e where data_schema = $1 and table_name = $2 order by e.owner_id";

const settleSql = "delete from sync42.entrants where data_schema = $1 and table_name = $2 and owner_id = any($3::bigint[])";

/**
 * Notes which of the owners in `$3` are new, for each table in `$2` that was begun: one that was not will read everybody anyway.
 * It stands in front of the UPSERT, in its transaction; where nobody is new it writes nothing.
 */
export function noteEntrantsSql(schema: string, owners: AnyTable): string {
  const key = quoteName(owners.key[0] ?? "id");
  return `insert into sync42.entrants (data_schema, table_name, owner_id, reason)
select $1, c.name, i.id, 'entered'
from unnest($2::text[]) as c(name) cross join unnest($3::bigint[]) as i(id)
where ${begunSql("$1", "c.name")}
  and not exists (select from ${quoteIn(schema, owners.name)} t where t.${key} = i.id and t."deleted_at" is null)
on conflict do nothing`;
}

/** The owners whose rows of the page's table are now read whole are due no more. */
export async function settleOwners(session: Session, schema: string, page: PageCommit): Promise<void> {
  if (page.settled === undefined || page.settled.length === 0) return;
  await session.run({ text: settleSql, values: [schema, page.table.name, toArrayLiteral(page.settled.map(String))] });
}
