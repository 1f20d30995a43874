import { ConfigError } from "../errors/index.js";
import type { Column } from "./column.js";
import type { AnyTable } from "./table.js";

/** The column that keeps the item as 42 sent it. */
export const rawColumn = "raw";

/** An item without some of its fields carries the original under this key, for `raw`. */
export const wholeItem: unique symbol = Symbol("the whole item");

const raw: Column<unknown> = {
  kind: "json",
  nullable: true,
  comment:
    "The item as it came, fields included that 42sync does not know yet; a later release fills " +
    "its new columns from it.",
  from: (item) => (typeof item === "object" && item !== null && wholeItem in item ? item[wholeItem] : item),
};

/**
 * The tables with a column `raw` more, which keeps each item whole: in all of them, or in those that are
 * named. When a later release declares a new column, `migrate` fills it from there without a hit. A row is
 * then rewritten whenever anything of its item changes.
 *
 * @throws ConfigError E_CONFIG when a name is none of the tables', or a table has a column `raw` of its own.
 */
export function withRaw<T extends Readonly<Record<string, AnyTable>>>(
  tables: T,
  which: boolean | readonly string[],
): T {
  if (which === false) return tables;
  const names = Object.values(tables).map((table) => table.name);
  for (const name of which === true ? [] : which) {
    if (!names.includes(name))
      throw new ConfigError(`raw names the table ${name}, which there is not`, {
        context: { table: name },
        hint: `the tables are ${names.join(", ")}`,
      });
  }
  const extended = Object.entries(tables).map(
    ([property, table]) =>
      [property, which === true || which.includes(table.name) ? extend(table) : table] as const,
  );
  return Object.fromEntries(extended) as T; // the same tables, one column wider
}

function extend(table: AnyTable): AnyTable {
  if (!Object.hasOwn(table.columns, rawColumn))
    return { ...table, columns: { ...table.columns, [rawColumn]: raw } };
  throw new ConfigError(`the table ${table.name} has a column raw of its own`, {
    context: { table: table.name },
    hint: "leave the table out of `raw`, or give its column another name",
  });
}
