import type { AnyTable } from "@42sync/core/tables";
import { bookkeeping, bookkeepingShapes } from "../shape/bookkeeping-shapes.js";
import { tablesToShapes } from "../shape/data-shapes.js";
import type { ColumnShape } from "../shape/shape.js";
import { quoteIn } from "../sql/identifiers.js";

/** A table as it is exported and imported: of the data, or what the bookkeeping knows of this data schema. */
export interface PortableTable {
  /** `users`, `sync42.watermarks`. */
  readonly name: string;
  /** Quoted, with its schema. */
  readonly at: string;
  readonly columns: readonly ColumnShape[];
  readonly key: readonly string[];
  /** Whether its rows belong to a data schema by their column `data_schema`, which is not carried. */
  readonly isShared: boolean;
}

/**
 * What a copy needs to go on elsewhere. Runs and passes are of the database that they were made in, locks and
 * budgets of now.
 */
const carried: ReadonlySet<string> = new Set([
  "watermarks",
  "resume_points",
  "owners_to_reread",
  "quarantine",
  "parents_not_found",
  "coverage",
  "verified",
  "out_of_scope",
  "tombstones",
  "sources",
]);

/**
 * The tables of a data schema in the order in which they can be filled, links after their sides, then the
 * bookkeeping.
 */
export function portableTables(schema: string, tables: readonly AnyTable[]): readonly PortableTable[] {
  const data = tablesToShapes(schema, tables).map(({ name, columns, key }) => ({
    name,
    at: quoteIn(schema, name),
    columns,
    key,
    isShared: false,
  }));
  const own = bookkeepingShapes.filter(({ name }) => carried.has(name));
  return [
    ...data,
    ...own.map(({ name, columns, key }) => ({
      name: `${bookkeeping}.${name}`,
      at: quoteIn(bookkeeping, name),
      columns: columns.filter((column) => column.name !== "data_schema"),
      key: key.filter((column) => column !== "data_schema"),
      isShared: true,
    })),
  ];
}
