import type { AnyTable, ColumnKind } from "@42sync/core/tables";
import { columnTypes, elementTypes } from "./column-types.js";
import { quoteIn, quoteName } from "./identifiers.js";
import type { NoteMoved } from "./note-moved-sql.js";

/**
 * The UPSERT of a table: an array a column, `$1` the first. Rows that are there as they come never reach the
 * INSERT, so they cost no dead tuple, no lock and no WAL; the guard at the end stays for whoever wrote in
 * between.
 *
 * ```sql
 * with given as (
 *   select g."id", g."login", g."image"::jsonb as "image"
 *   from unnest($1::bigint[], $2::text[], $3::text[]) as g("id", "login", "image")
 * ), classified as (
 *   select g.*, case when t."id" is null then 'new' … end as "42sync"
 *   from given g left join lateral (…) t on true
 * ), written as (
 *   insert into "public"."users" as t ("id", "login", "image")
 *   select … from classified where "42sync" in ('new', 'changed') order by "id"
 *   on conflict ("id") do update set … where … returning (xmax = 0) as inserted
 * )
 * [, noted as (insert into sync42.owners_to_reread … from written …), where another table follows this one]
 * select … as inserted, … as updated, … as stale, … as stale_keys
 * ```
 *
 * `limit 1` keeps the planner from joining the two as sets: it then reads the whole table, or all of its
 * index up to the row, for each batch (EXPLAIN of PostgreSQL 18: a merge join over 50,000 rows for 1,000, a
 * quarter of the statement's time). So each row is one look into the index.
 */
export function upsertSql(schema: string, table: AnyTable, moved?: NoteMoved): string {
  const columns = Object.entries(table.columns);
  const names = columns.map(([name]) => quoteName(name));
  const key = table.key.map(quoteName);
  const rest = names.filter((name) => !key.includes(name));
  const at = quoteIn(schema, table.name);
  const list = names.join(", ");
  const ordered = table.columns["updated_at"]?.kind === "timestamp";
  const row = (alias: string): string => `row(${rest.map((name) => `${alias}.${name}`).join(", ")})`;
  const differs = (alias: string): string =>
    rest.length === 0 ? "false" : `${row("t")}\n      is distinct from ${row(alias)}`;
  const older = (alias: string): string => (ordered ? `${alias}."updated_at" < t."updated_at"` : "false");
  const classes = [
    `when t.${key[0] ?? ""} is null then 'new'`,
    ...(ordered ? [`when ${older("g")} then 'stale'`] : []),
    `when t."deleted_at" is null and not (${differs("g")}) then 'same'`,
    "else 'changed'",
  ];
  const set = [
    ...rest.map((name) => `${name} = excluded.${name}`),
    `"ingested_at" = now()`,
    `"deleted_at" = null`,
  ].join(",\n    ");
  const returned = (moved?.columns ?? []).map((name) => `, t.${name}`).join("");
  return `with given as (
  select ${columns.map(([name, { kind }]) => castColumn(name, kind)).join(", ")}
  from ${givenColumns(columns)}
), classified as (
  select g.*, case
    ${classes.join("\n    ")}
  end as "42sync"
  from given g
  left join lateral (
    select * from ${at} t where ${key.map((name) => `t.${name} = g.${name}`).join(" and ")} limit 1
  ) t on true
), written as (
  insert into ${at} as t (${list})
  select ${list} from classified where "42sync" in ('new', 'changed') order by ${key.join(", ")}
  on conflict (${key.join(", ")}) do update set
    ${set}
  where (${older("excluded")}) is not true
    and (t."deleted_at" is not null or ${differs("excluded")})
  returning (xmax = 0) as inserted${returned}
)${moved === undefined ? "" : `, noted as (\n  ${moved.part}\n)`}
select w.inserted, w.updated, s.stale, s.stale_keys
from (
  select count(*) filter (where inserted)::text as inserted,
    count(*) filter (where not inserted)::text as updated
  from written
) w, (
  select count(*)::text as stale, json_agg(${key[0] ?? ""}::text)::text as stale_keys
  from classified where "42sync" = 'stale'
) s`;
}

/** `unnest($1::bigint[], $2::text[]) as g("id", "login")`: an array a column. */
export function givenColumns(
  columns: readonly (readonly [name: string, column: { readonly kind: ColumnKind }])[],
): string {
  const arrays = columns.map(([, { kind }], index) => `$${String(index + 1)}::${elementTypes[kind]}[]`);
  return `unnest(${arrays.join(", ")}) as g(${columns.map(([name]) => quoteName(name)).join(", ")})`;
}

/** A column of `g` in its own type: what travels as text is cast. */
export function castColumn(name: string, kind: ColumnKind): string {
  const quoted = quoteName(name);
  return columnTypes[kind] === elementTypes[kind]
    ? `g.${quoted}`
    : `g.${quoted}::${columnTypes[kind]} as ${quoted}`;
}
