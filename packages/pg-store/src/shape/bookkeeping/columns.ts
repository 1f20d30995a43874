import type { ColumnShape, TableShape } from "../shape.js";

/** The schema of the bookkeeping, for all data schemas of a database. */
export const bookkeeping = "sync42";

export const instant = "timestamp with time zone";

export const column = (
  name: string,
  type: string,
  comment: string,
  extra: Partial<ColumnShape> = {},
): ColumnShape => ({ name, type, notNull: false, comment, ...extra });

export const needed = { notNull: true } as const;

export const count = (name: string, comment: string): ColumnShape =>
  column(name, "bigint", comment, { notNull: true, default: "0" });

export const schemaColumn = column("data_schema", "text", "The schema that the data is in.", needed);
export const tableColumn = column("table_name", "text", "The table.", needed);
export const scopeColumn = column("scope", "text", "Which part of 42: `cursus=21 campus=all`.", needed);

/** Where a table stands in a scope, and its key. */
export const placeColumns: readonly ColumnShape[] = [schemaColumn, tableColumn, scopeColumn];
export const placeKey: readonly string[] = placeColumns.map(({ name }) => name);

/** A table of the bookkeeping. */
export function table(
  shape: Pick<TableShape, "name" | "comment" | "key" | "columns"> &
    Partial<Pick<TableShape, "indexes" | "references">>,
): TableShape {
  return { schema: bookkeeping, references: [], indexes: [], ...shape };
}
