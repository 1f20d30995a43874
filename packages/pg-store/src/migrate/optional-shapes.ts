import { parentsOf } from "@42sync/core/internal";
import { type AnyTable } from "@42sync/core/tables";
import { tablesToShapes } from "../shape/data-shapes.js";
import type { TableShape } from "../shape/shape.js";
import { place, type Found } from "./read-existing.js";

/**
 * The shapes of tables that are made only when they are asked for, with their links; of those whose parents
 * the store has.
 */
export function optionalShapes(
  schema: string,
  tables: readonly AnyTable[],
  optional: readonly AnyTable[],
): readonly TableShape[] {
  const names = new Set(tables.map((table) => table.name));
  const revalidated = optional.filter(
    (table) =>
      !names.has(table.name) &&
      parentsOf(table).every((parent) => names.has(parent) || parent === table.name),
  );
  const asked = new Set(tablesToShapes(schema, tables).map((shape) => shape.name));
  return tablesToShapes(schema, [...tables, ...revalidated]).filter((shape) => !asked.has(shape.name));
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
