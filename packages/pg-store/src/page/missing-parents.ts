import { retryParentAfterMs, type PageCommit } from "@42sync/core/sync";
import type { Session } from "../database/database.js";
import { toArrayLiteral } from "../sql/array-literal.js";
import type { QuarantinePlace } from "./write-quarantine.js";

const dayMs = 86_400_000;
const firstDays = retryParentAfterMs(1) / dayMs;
const mostDays = retryParentAfterMs(99) / dayMs;

/**
 * Ids that rows in quarantine wait for and that are worth asking for: `$1` the data schema, `$2` the table,
 * `$3` the store's time.
 */
export const missingSql = `select distinct q.missing_id::text as id, q.missing_id from sync42.quarantine q
left join sync42.parents_not_found a
  on a.data_schema = q.data_schema and a.table_name = q.missing_table and a.id = q.missing_id
where q.data_schema = $1 and q.missing_table = $2 and q.missing_id is not null and (
  a.id is null or coalesce($3::timestamptz, now()) >= a.asked_at
    + least(${String(mostDays)}, ${String(firstDays)} * power(2, a.attempts - 1)) * interval '1 day'
)
order by q.missing_id`;

const noteSql = `insert into sync42.parents_not_found as a (data_schema, table_name, id, asked_at, attempts)
select $1, $2, g.id, coalesce($4::timestamptz, now()), 1 from unnest($3::bigint[]) as g(id) order by g.id
on conflict (data_schema, table_name, id) do update set asked_at = excluded.asked_at, attempts = a.attempts + 1`;

/** Remembers the ids that 42 was asked for and does not have. */
export async function noteParentsNotFound(
  session: Session,
  at: QuarantinePlace,
  page: PageCommit,
): Promise<void> {
  if (page.parentsNotFound === undefined || page.parentsNotFound.length === 0) return;
  await session.run({
    text: noteSql,
    values: [at.schema, at.table, toArrayLiteral(page.parentsNotFound.map(String)), at.now],
  });
}
