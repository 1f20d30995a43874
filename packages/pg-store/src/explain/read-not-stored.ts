import { tiesTo } from "@42sync/core/internal";
import { type AnyTable } from "@42sync/core/tables";
import type { QuarantineReason } from "@42sync/core/sync";
import type { Session } from "../database/database.js";
import { copyPath } from "../forget/copy-path.js";
import { isoSql } from "../sql/iso-sql.js";
import { toArrayLiteral } from "../sql/array-literal.js";

/** A row that waits in the quarantine. */
export interface QuarantinedAbout {
  readonly table: string;
  readonly key: string;
  readonly reason: QuarantineReason;
  readonly detail: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** What is known about a row and is not in the tables. */
export interface NotStoredOf {
  readonly quarantine: readonly QuarantinedAbout[];
  /** Rows that 42 has and that are not of the scope, by table. */
  readonly outOfScope: readonly { readonly table: string; readonly rows: number }[];
  /** Tables whose rows of it must be read whole again, and why. */
  readonly ownersToReread: readonly { readonly table: string; readonly because: string }[];
  /** When 42 was last asked for it and did not have it, ISO. */
  readonly notFoundAt: string | null;
  /** When it was forgotten here on purpose, ISO. */
  readonly forgottenAt: string | null;
}

const quarantineSql = `select coalesce(json_agg(json_build_object(
  'table', q.table_name, 'key', q.row_key, 'reason', q.reason, 'detail', q.detail,
  'firstSeen', ${isoSql("q.first_seen")}, 'lastSeen', ${isoSql("q.last_seen")}
) order by q.table_name, q.row_key), '[]')::text as report
from sync42.quarantine q where q.data_schema = $1 and (
  (q.table_name = $2 and q.row_key = $3) or (q.missing_table = $2 and q.missing_id::text = $3)
  or exists (
    select from unnest($4::text[], $5::text[]) as t(name, field)
    where t.name = q.table_name and q.payload ->> t.field = $3
  )
  or ($6::text is not null
    and jsonb_path_exists(q.payload, $6::jsonpath, jsonb_build_object('id', $3::bigint)))
)`;

const outOfScopeSql = `select coalesce(json_agg(
  json_build_object('table', l.table_name, 'rows', l.rows) order by l.table_name
), '[]')::text as report
from (
  select table_name, count(*) as rows from sync42.out_of_scope
  where data_schema = $1 and owner_id::text = $2 and table_name = any($3::text[]) group by 1
) l`;

const ownersToRereadSql = `select coalesce(json_agg(
  json_build_object('table', e.table_name, 'because', e.reason) order by e.table_name, e.reason
), '[]')::text as report
from (
  select distinct table_name, reason from sync42.owners_to_reread
  where data_schema = $1 and owner_id::text = $2 and table_name = any($3::text[])
) e`;

const parentsNotFoundSql =
  `select ${isoSql("max(asked_at)")} as at from sync42.parents_not_found where data_schema = $1 and ` +
  "table_name = $2 and id::text = $3";

const forgottenSql =
  `select ${isoSql("max(forgotten_at)")} as at from sync42.tombstones where data_schema = $1 and ` +
  "table_name = $2 and row_id::text = $3";

/** What the bookkeeping knows of a row. */
export async function readKnownNotStored(
  session: Session,
  schema: string,
  {
    table,
    tables,
    id,
  }: { readonly table: AnyTable; readonly tables: readonly AnyTable[]; readonly id: number },
): Promise<NotStoredOf> {
  const key = String(id);
  const report = async <T>(text: string, values: readonly unknown[]): Promise<readonly T[]> => {
    const { rows } = await session.run({ text, values });
    return JSON.parse(String(rows[0]?.["report"])) as readonly T[]; // the shape that the statement builds
  };
  const moment = async (text: string): Promise<string | null> => {
    const at = (await session.run({ text, values: [schema, table.name, key] })).rows[0]?.["at"];
    return typeof at === "string" ? at : null;
  };
  const tied = tables.flatMap((one) => {
    const { owned, named } = tiesTo(one, table.name);
    return [...owned, ...named].map((column) => ({ name: one.name, column }));
  });
  const asked = toArrayLiteral(
    tables.filter((one) => one.askBy?.table === table.name).map(({ name }) => name),
  );
  const copy = table.people === undefined ? null : copyPath(table);
  return {
    quarantine: await report(quarantineSql, [
      schema,
      table.name,
      key,
      toArrayLiteral(tied.map(({ name }) => name)),
      toArrayLiteral(tied.map(({ column }) => column)),
      copy,
    ]),
    outOfScope: await report(outOfScopeSql, [schema, key, asked]),
    ownersToReread: await report(ownersToRereadSql, [schema, key, asked]),
    notFoundAt: await moment(parentsNotFoundSql),
    forgottenAt: await moment(forgottenSql),
  };
}
