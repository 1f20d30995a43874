import { ownerColumn } from "@42sync/core/internal";
import { type AnyTable } from "@42sync/core/tables";
import type { KnownNotStored, PageCommit } from "@42sync/core/sync";
import type { Database, Session } from "../database/database.js";
import { toArrayLiteral } from "../sql/array-literal.js";
import type { QuarantinePlace } from "../page/write-quarantine.js";

/**
 * What 42 has and a table has not: `$1` the data schema, `$2` the table, `$3` the field of the owner, `$4`
 * the owners, null for all.
 */
const knownNotStoredSql = `select a.id::text as id, a.owner::text as owner, a.because from (
  select q.row_key::bigint as id, case when q.payload ->> $3 ~ '^[0-9]{1,18}$' then (q.payload ->> $3)::bigint
    end as owner, 'quarantine' as because
  from sync42.quarantine q where q.data_schema = $1 and q.table_name = $2 and q.row_key ~ '^[0-9]{1,18}$'
  union all
  select l.row_id, l.owner_id, 'out of scope' from sync42.out_of_scope l where l.data_schema = $1
    and l.table_name = $2 and ($4::bigint[] is null or l.owner_id = any($4::bigint[]))
  union all
  select t.row_id, null, 'forgotten' from sync42.tombstones t where t.data_schema = $1 and t.table_name = $2
) a where $4::bigint[] is null or a.owner is null or a.owner = any($4::bigint[]) order by a.id`;

const noteSql = `insert into sync42.out_of_scope (data_schema, table_name, row_id, owner_id)
select $1, $2, g.row_id, g.owner_id from unnest($3::bigint[], $4::bigint[]) as g(row_id, owner_id) order by g.row_id
on conflict do nothing`;

const dropSql = `with out_of_scope as (
  delete from sync42.out_of_scope where data_schema = $1 and table_name = $2 and row_id = any($3::bigint[])
)
delete from sync42.quarantine where data_schema = $1 and table_name = $2 and row_key = any($3::text[])`;

/** Reads what is known of a table and not stored in it. */
export async function readKnownNotStored(
  database: Database,
  schema: string,
  table: AnyTable,
  owners: readonly number[] | undefined,
): Promise<readonly KnownNotStored[]> {
  const { rows } = await database.run({
    text: knownNotStoredSql,
    values: [
      schema,
      table.name,
      ownerColumn(table) ?? "",
      owners === undefined ? null : toArrayLiteral(owners.map(String)),
    ],
  });
  return rows.map((row) => ({
    id: Number(row["id"]),
    owner: row["owner"] === null ? null : Number(row["owner"]),
    because: row["because"] as KnownNotStored["because"],
  })); // one of three, by the statement
}

/**
 * Remembers rows that 42 has and the scope does not include, and drops what is in quarantine or out of scope under
 * ids that 42 does not have.
 */
export async function saveOutOfScope(
  session: Session,
  at: QuarantinePlace,
  { outOfScope = [], gone = [] }: PageCommit,
): Promise<void> {
  const owned = outOfScope.filter(({ owner }) => owner !== null);
  if (owned.length > 0)
    await session.run({
      text: noteSql,
      values: [
        at.schema,
        at.table,
        toArrayLiteral(owned.map(({ id }) => String(id))),
        toArrayLiteral(owned.map(({ owner }) => String(owner))),
      ],
    });
  if (gone.length > 0)
    await session.run({ text: dropSql, values: [at.schema, at.table, toArrayLiteral(gone.map(String))] });
}
