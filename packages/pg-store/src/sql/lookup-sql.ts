import type { AnyTable, LinkTable } from "@42sync/core/tables";
import format from "pg-format";
import { columnTypes } from "./column-types.js";
import { quoteIn, quoteName } from "./identifiers.js";

/** A foreign key of a table. */
export interface ReferenceColumn {
  readonly column: string;
  /** Its place among the table's columns. */
  readonly at: number;
  readonly table: string;
  /** The referenced column. */
  readonly key: string;
  readonly skip: boolean;
  readonly nullable: boolean;
}

/** The foreign keys of a table. */
export function referencesOf(table: AnyTable, keyOf: (table: string) => string): readonly ReferenceColumn[] {
  return Object.entries(table.columns).flatMap(([column, { references, nullable }], at) =>
    references === undefined
      ? []
      : [
          {
            column,
            at,
            table: references.table,
            key: keyOf(references.table),
            skip: references.missing === "skip",
            nullable: nullable === true,
          },
        ],
  );
}

/**
 * What decides how a page is written: `$1`, `$2`… the ids of each reference. Answers one row: `missing`, a
 * list a reference of the ids that have no parent, as JSON; `quarantined`, whether the quarantine holds rows
 * of the table; `followed`, whether a table was begun that follows this one. One statement rather than three,
 * because a page of 100 costs as much in statements as in rows.
 */
export function lookUpSql(
  schema: string,
  table: AnyTable,
  {
    references,
    followers,
  }: { readonly references: readonly ReferenceColumn[]; readonly followers: readonly string[] },
): string {
  const missing = references.map(({ column, table: parent, key }, index) => {
    const type = columnTypes[table.columns[column]?.kind ?? "bigint"];
    return (
      `(select json_agg(v::text) from unnest($${String(index + 1)}::${type}[]) as v where not ` +
      `exists (select from ${quoteIn(schema, parent)} p where p.${quoteName(key)} = v))`
    );
  });
  const name = format("%L", schema);
  // As `begunSql` says it, for all of them at once: asked one by one it takes three times as long to plan.
  const begun = ["watermarks", "resume_points"].map(
    (state) =>
      `exists (select from sync42.${state} where data_schema = ${name} and table_name in ` +
      `(${followers.map((one) => format("%L", one)).join(", ")}))`,
  );
  return `select json_build_array(${missing.join(", ")})::text as missing,
  exists (select from sync42.quarantine where data_schema = ${name}
    and table_name = ${format("%L", table.name)})::text as quarantined,
  (${followers.length === 0 ? "false" : begun.join(" or ")})::text as followed`;
}

/**
 * Which of the given keys are stored: an array a key column, `$1` the first; answers each as `keyText` writes
 * it.
 */
export function storedKeysSql(schema: string, table: AnyTable): string {
  const keys = table.key.map(quoteName);
  const arrays = table.key.map(
    (name, index) => `$${String(index + 1)}::${columnTypes[table.columns[name]?.kind ?? "bigint"]}[]`,
  );
  const text =
    keys.length === 1
      ? `g.${keys[0] ?? ""}::text`
      : `json_build_array(${keys.map((name) => `g.${name}::text`).join(", ")})::text`;
  return `select ${text} as key from unnest(${arrays.join(", ")}) as g(${keys.join(", ")})
where exists (select from ${quoteIn(schema, table.name)} t
  where ${keys.map((name) => `t.${name} = g.${name}`).join(" and ")})`;
}

/**
 * Finds the other side of links: `$1` the listed values as text; answers value and key. Of several rows with
 * one name the one that is there, then the first, is meant.
 */
export function findOthersSql(schema: string, link: LinkTable, key: string): string {
  const by = quoteName(link.other.by);
  const id = quoteName(key);
  return `select distinct on (o.${by}) o.${by}::text as value, o.${id}::text as id
    from ${quoteIn(schema, link.other.table)} o
where o.${by} = any($1) order by o.${by}, (o."deleted_at" is not null), o.${id}`;
}

/**
 * Replaces the links of owners: `$1` the owners, `$2` and `$3` the pairs' owners and others. What vanished is
 * marked, what stays is not written.
 */
export function replaceLinksSql(
  schema: string,
  link: LinkTable,
  types: { readonly owner: string; readonly other: string },
): string {
  const at = quoteIn(schema, link.name);
  const owner = quoteName(link.owner.column);
  const other = quoteName(link.other.column);
  return `with given as (
  select g.owner, g.other from unnest($2::${types.owner}[], $3::${types.other}[]) as g(owner, other)
), gone as (
  update ${at} l set "deleted_at" = now()
  where l.${owner} = any($1::${types.owner}[]) and l."deleted_at" is null
    and not exists (select from given g where g.owner = l.${owner} and g.other = l.${other})
)
insert into ${at} as l (${other}, ${owner})
select g.other, g.owner from given g
where not exists (select from ${at} l where l.${owner} = g.owner and l.${other} = g.other and l."deleted_at" is null)
order by g.other, g.owner
on conflict (${other}, ${owner}) do update set "deleted_at" = null, "ingested_at" = now()
  where l."deleted_at" is not null`;
}
