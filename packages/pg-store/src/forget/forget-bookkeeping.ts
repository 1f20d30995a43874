import { tiesTo } from "@42sync/core/internal";
import { type AnyTable } from "@42sync/core/tables";
import type { Session } from "../database/database.js";
import { toArrayLiteral } from "../sql/array-literal.js";
import { copyPath } from "./copy-path.js";
import { listsOf } from "./tied-people.js";
import type { Doomed, ForgetPlace, ForgetReport } from "./forget-report.js";

const ownersToRereadSql =
  "delete from sync42.owners_to_reread where data_schema = $1 and table_name = any($2::text[]) " +
  "and owner_id::text = any($3::text[])";

const outOfScopeSql =
  "delete from sync42.out_of_scope where data_schema = $1 and table_name = any($2::text[]) and " +
  "owner_id::text = any($3::text[])";

const parentsNotFoundSql =
  "delete from sync42.parents_not_found where data_schema = $1 and table_name = $2 and id::text = any($3::text[])";

const tombstoneSql = `with noted as (
  insert into sync42.tombstones (data_schema, table_name, row_id, forgotten_at)
    values ($1, $2, $3::bigint, coalesce($4::timestamptz, now())) on conflict do nothing returning 1
) select count(*)::text as count from noted`;

/**
 * Rows themselves, rows that wait for them, and rows with their id in a column that points at them: `$4`
 * pairs of table and column.
 */
const quarantineSql = `with done as (
  delete from sync42.quarantine q where q.data_schema = $1 and (
    (q.table_name = $2 and q.row_key = any($3::text[])) or (q.missing_table = $2
      and q.missing_id::text = any($3::text[]))
    or exists (select from unnest($4::text[], $5::text[]) as t(name, field) where t.name = q.table_name
      and q.payload ->> t.field = any($3::text[]))
  ) returning 1
) select count(*)::text as count from done`;

/** Takes people, `$4`, out of the list of links `$3` of rows that wait. */
const listsSql = `update sync42.quarantine q set payload = jsonb_set(q.payload, array[$3::text], coalesce(
  (select jsonb_agg(e.id order by e.at) from jsonb_array_elements(q.payload -> $3) with ordinality as e(id, at)
    where e.id #>> '{}' <> all($4::text[])), '[]'))
where q.data_schema = $1 and q.table_name = $2 and q.reason = 'missing_parent'
  and jsonb_typeof(q.payload -> $3) = 'array'
  and exists (select from jsonb_array_elements(q.payload -> $3) as e(id) where e.id #>> '{}' = any($4::text[]))`;

/** Items that do not fit with a copy of the person inside, at any depth, see `copiedKeys`. */
const copiesSql = `with done as (
  delete from sync42.quarantine q where q.data_schema = $1
    and jsonb_path_exists(q.payload, $2::jsonpath, jsonb_build_object('id', $3::bigint)) returning 1
) select count(*)::text as count from done`;

/** Clears the bookkeeping of rows that go, and notes who was forgotten. */
export async function forgetBookkeeping(
  session: Session,
  { schema, tables, now }: ForgetPlace,
  table: AnyTable,
  doomed: Doomed,
): Promise<Pick<ForgetReport, "quarantined" | "again">> {
  let quarantined = 0;
  for (const [parent, { ids }] of doomed) {
    const list = toArrayLiteral(ids);
    const asked = tables.filter((one) => one.askBy?.table === parent).map((one) => one.name);
    await session.run({ text: ownersToRereadSql, values: [schema, toArrayLiteral(asked), list] });
    await session.run({ text: outOfScopeSql, values: [schema, toArrayLiteral(asked), list] });
    await session.run({ text: parentsNotFoundSql, values: [schema, parent, list] });
    const tied = tables.flatMap((one) => tiesOf(one, parent).map((column) => ({ name: one.name, column })));
    const values = [
      schema,
      parent,
      list,
      toArrayLiteral(tied.map(({ name }) => name)),
      toArrayLiteral(tied.map(({ column }) => column)),
    ];
    quarantined += await count(session, quarantineSql, values);
    for (const { name, lists } of listedIn(tables, parent)) {
      for (const link of lists) await session.run({ text: listsSql, values: [schema, name, link, list] });
    }
  }
  const id = doomed.get(table.name)?.ids[0];
  quarantined += await count(session, copiesSql, [schema, copyPath(table), id]);
  const noted = await count(session, tombstoneSql, [schema, table.name, id, now()]);
  return { quarantined, again: noted === 0 };
}

function listedIn(
  tables: readonly AnyTable[],
  parent: string,
): readonly { readonly name: string; readonly lists: readonly string[] }[] {
  const people = tables.find(({ name }) => name === parent);
  return people === undefined ? [] : tables.map((one) => ({ name: one.name, lists: listsOf(one, people) }));
}

function tiesOf(table: AnyTable, parent: string): readonly string[] {
  const { owned, named } = tiesTo(table, parent);
  return [...owned, ...named];
}

async function count(session: Session, text: string, values: readonly unknown[]): Promise<number> {
  const { rows } = await session.run({ text, values });
  return Number(rows[0]?.["count"]);
}
