import type { AnyTable } from "./table.js";

/** A row before it is typed by its table: column name to value. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Values of the link tables that an item carries, by link table; others have no entry.
 */
export type LinkValues = Readonly<Record<string, readonly (number | string)[]>>;

/** Projects an item to its flat row: one value a column, `null` for what the item lacks. */
export function toRow(table: AnyTable, item: unknown): Row {
  const fields = item as Record<string, unknown>; // validated by the endpoint's schema before it comes here
  const row: Record<string, unknown> = {};
  for (const [name, column] of Object.entries(table.columns)) {
    const value = column.from === undefined ? (fields[name] ?? fields[`${name}?`]) : column.from(item);
    row[name] = value === undefined ? null : value;
  }
  return row;
}

/** The links that an item carries. */
export function toLinks(table: AnyTable, item: unknown): LinkValues {
  const links: Record<string, readonly (number | string)[]> = {};
  for (const link of table.links) {
    const values = link.values(item);
    if (values !== undefined) links[link.name] = values;
  }
  return links;
}
