import { tiesTo } from "@42sync/core/internal";
import { type AnyTable } from "@42sync/core/tables";
import { columnTypes } from "./column-types.js";
import { quoteIn, quoteName } from "./identifiers.js";

/**
 * Statements that write what rows repeat of their owners' rows, one a table: `$1` the owners' keys. Rows that
 * repeat it already are not written.
 *
 * ```sql
 * update "public"."achievements_users" c set "login" = o."login", "ingested_at" = now() from "public"."users" o
 * where o."id" = any($1::bigint[]) and c."user_id" = o."id" and row(c."login") is distinct from row(o."login")
 * ```
 */
export function takeOverSql(
  schema: string,
  owners: AnyTable,
  tables: readonly AnyTable[],
): readonly string[] {
  const key = owners.key[0] ?? "id";
  return tables.flatMap((table) => {
    const repeated = Object.entries(table.columns).flatMap(([name, { repeats }]) =>
      repeats === undefined ? [] : [{ own: quoteName(name), owners: quoteName(repeats) }],
    );
    const [by] = tiesTo(table, owners.name).owned;
    if (table.askBy?.table !== owners.name || repeated.length === 0 || by === undefined) return [];
    const set = [...repeated.map((one) => `${one.own} = o.${one.owners}`), `"ingested_at" = now()`].join(
      ", ",
    );
    const row = (alias: string, side: "own" | "owners"): string =>
      `row(${repeated.map((one) => `${alias}.${one[side]}`).join(", ")})`;
    return [
      `update ${quoteIn(schema, table.name)} c set ${set} from ${quoteIn(schema, owners.name)} o
where o.${quoteName(key)} = any($1::${columnTypes[owners.columns[key]?.kind ?? "bigint"]}[])
  and c.${quoteName(by)} = o.${quoteName(key)} and ${row("c", "own")} is distinct from ${row("o", "owners")}`,
    ];
  });
}
