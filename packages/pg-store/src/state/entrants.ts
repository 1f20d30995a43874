import type { AnyTable } from "@42sync/core";
import type { PageCommit } from "@42sync/core/sync";
import type { Session } from "../database/database.js";
import { quoteIn, quoteName } from "../sql/identifiers.js";
import { toArrayLiteral } from "../write/array-literal.js";

/** Owners whose rows have not been read whole, ascending: `$1` the data schema, `$2` the table. */
export const entrantsSql = "select owner_id::text as id from sync42.entrants e where data_schema = $1 and table_name = $2 order by e.owner_id";

const forgetSql = "delete from sync42.entrants where data_schema = $1 and table_name = $2 and owner_id = any($3::bigint[])";

/**
 * Notes which of the owners in `$3` are new, for each table in `$2` that was begun: one that was not will read everybody anyway.
 * It stands in front of the UPSERT, in its transaction; where nobody is new it writes nothing.
 */
export function noteEntrantsSql(schema: string, owners: AnyTable): string {
  const key = quoteName(owners.key[0] ?? "id");
  return `insert into sync42.entrants (data_schema, table_name, owner_id)
select $1, c.name, i.id
from unnest($2::text[]) as c(name) cross join unnest($3::bigint[]) as i(id)
where (exists (select from sync42.watermarks w where w.data_schema = $1 and w.table_name = c.name)
    or exists (select from sync42.resume_points r where r.data_schema = $1 and r.table_name = c.name))
  and not exists (select from ${quoteIn(schema, owners.name)} t where t.${key} = i.id and t."deleted_at" is null)
on conflict do nothing`;
}

/** Forgets the owners whose rows of the page's table are now read whole. */
export async function forgetEntrants(session: Session, schema: string, page: PageCommit): Promise<void> {
  if (page.entered === undefined || page.entered.length === 0) return;
  await session.run({ text: forgetSql, values: [schema, page.table.name, toArrayLiteral(page.entered.map(String))] });
}
