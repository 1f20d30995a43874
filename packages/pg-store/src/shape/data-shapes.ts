import { inReferenceOrder } from "@42sync/core/internal";
import { type AnyTable, type Column, type LinkTable } from "@42sync/core/tables";
import { columnTypes } from "../sql/column-types.js";
import type { ColumnShape, TableShape } from "./shape.js";

/** Columns that every table has beside its own. */
export const ownColumns: readonly ColumnShape[] = [
  {
    name: "ingested_at",
    type: "timestamp with time zone",
    notNull: true,
    default: "now()",
    comment: "When 42sync last wrote the row.",
  },
  {
    name: "deleted_at",
    type: "timestamp with time zone",
    notNull: false,
    comment: "When 42sync found the row gone from 42; empty while it is there.",
  },
];

/** The shapes of the declared tables and of their link tables, parents first. */
export function tablesToShapes(schema: string, tables: readonly AnyTable[]): readonly TableShape[] {
  const ordered = inReferenceOrder(tables);
  const keys = new Map(ordered.map((table) => [table.name, table]));
  return [
    ...ordered.map((table) => tableToShape(schema, table, keys)),
    ...ordered.flatMap((table) => table.links.map((link) => linkToShape(schema, link, keys))),
  ];
}

type ByName = ReadonlyMap<string, AnyTable>;

function tableToShape(schema: string, table: AnyTable, tables: ByName): TableShape {
  const columns = Object.entries(table.columns);
  const indexed = columns.filter(([name, column]) => isIndexed(column) && name !== table.key[0]);
  return {
    schema,
    name: table.name,
    comment: table.comment,
    columns: [...columns.map(([name, column]) => columnToShape(table, name, column)), ...ownColumns],
    key: table.key,
    references: columns.flatMap(([name, { references }]) =>
      references === undefined
        ? []
        : [{ column: name, table: references.table, key: keyColumn(tables, references.table) }],
    ),
    indexes: indexed.map(([name]) => [name]),
  };
}

function columnToShape(table: AnyTable, name: string, column: Column): ColumnShape {
  const notNull = table.key.includes(name) || (column.references !== undefined && column.nullable !== true);
  return { name, type: columnTypes[column.kind], notNull, comment: column.comment };
}

function linkToShape(schema: string, link: LinkTable, tables: ByName): TableShape {
  const side = ({ column, table }: { readonly column: string; readonly table: string }): ColumnShape => ({
    name: column,
    type: columnTypes[tables.get(table)?.columns[keyColumn(tables, table)]?.kind ?? "bigint"],
    notNull: true,
    comment: `Key of ${table}.`,
  });
  return {
    schema,
    name: link.name,
    comment: link.comment,
    columns: [side(link.other), side(link.owner), ...ownColumns],
    key: [link.other.column, link.owner.column],
    references: [link.other, link.owner].map(({ column, table }) => ({
      column,
      table,
      key: keyColumn(tables, table),
    })),
    indexes: [[link.owner.column]],
  };
}

/** Whether a column has an index: what people filter by, and every column that points somewhere. */
export function isIndexed(column: Column): boolean {
  return column.index === true || column.references !== undefined || column.mentions !== undefined;
}

/** The column that other tables point at. */
export function keyColumn(tables: ByName, table: string): string {
  return tables.get(table)?.key[0] ?? "id";
}
