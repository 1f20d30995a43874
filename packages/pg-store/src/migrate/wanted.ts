import { parentsOf } from "@42sync/core/internal";
import { type AnyTable } from "@42sync/core/tables";
import { bookkeepingShapes, bookkeepingViews } from "../shape/bookkeeping-shapes.js";
import { tablesToShapes } from "../shape/data-shapes.js";
import type { TableShape, ViewShape } from "../shape/shape.js";
import { studentsView } from "../shape/students-view.js";
import { place, type Found } from "./read-existing.js";

/** What a data schema is to have. */
export interface Wanted {
  readonly schema: string;
  readonly tables: readonly TableShape[];
  /** Tables that are kept in shape where 42sync has made them before, and are not made anywhere. */
  readonly optional: readonly TableShape[];
  readonly views: readonly ViewShape[];
  /** What the data tables are made from. */
  readonly declared: readonly AnyTable[];
}

/** The shapes of a store's tables and of the bookkeeping. */
export function wantedShapes(
  schema: string,
  tables: readonly AnyTable[],
  optional: readonly AnyTable[] = [],
): Wanted {
  const students = studentsView(schema, tables);
  return {
    schema,
    tables: [...bookkeepingShapes, ...tablesToShapes(schema, tables)],
    optional: optionalShapes(schema, tables, optional),
    views: [...bookkeepingViews, ...(students === undefined ? [] : [students])],
    declared: tables,
  };
}

/**
 * The shapes of tables that are made only when they are asked for, with their links; of those whose parents
 * the store has.
 */
function optionalShapes(
  schema: string,
  tables: readonly AnyTable[],
  optional: readonly AnyTable[],
): readonly TableShape[] {
  const names = new Set(tables.map((table) => table.name));
  const possible = optional.filter(
    (table) =>
      !names.has(table.name) &&
      parentsOf(table).every((parent) => names.has(parent) || parent === table.name),
  );
  const asked = new Set(tablesToShapes(schema, tables).map((shape) => shape.name));
  return tablesToShapes(schema, [...tables, ...possible]).filter((shape) => !asked.has(shape.name));
}

/**
 * Splits off what 42sync made there earlier; somebody else's table of such a name is none of our business.
 */
export function partThere(
  shapes: readonly TableShape[],
  found: Found,
): { readonly there: readonly TableShape[]; readonly found: Found } {
  const isThere = (at: string): boolean => found.relations.has(at) && found.registry.has(at);
  const places = new Map(shapes.map((shape) => [place(shape.schema, shape.name), shape]));
  return {
    there: [...places].flatMap(([at, shape]) => (isThere(at) ? [shape] : [])),
    found: {
      ...found,
      relations: new Map([...found.relations].filter(([at]) => !places.has(at) || isThere(at))),
    },
  };
}
