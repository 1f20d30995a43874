import { bookkeeping } from "../shape/bookkeeping-shapes.js";
import type { TableShape } from "../shape/shape.js";
import { quoteName } from "../sql/identifiers.js";
import { place, type Found } from "./read-existing.js";
import {
  createTable,
  createView,
  missingColumns,
  missingIndexes,
  missingReferences,
  type Change,
} from "./table-changes.js";
import type { Wanted } from "./wanted.js";

/** What a database lacks of what is wanted, in the order in which it can be made. */
export function planChanges(wanted: Wanted, found: Found): readonly Change[] {
  const existing = (shape: TableShape): ReturnType<typeof found.relations.get> =>
    found.relations.get(place(shape.schema, shape.name));
  const schemas = [bookkeeping, wanted.schema].filter((schema) => !found.schemas.has(schema));
  return [
    ...schemas.map((schema): Change => ({
      kind: "created",
      what: `schema ${schema}`,
      sql: [`create schema ${quoteName(schema)}`],
    })),
    ...wanted.tables.flatMap((shape) => {
      const there = existing(shape);
      return there === undefined ? [createTable(shape)] : missingColumns(shape, there);
    }),
    ...wanted.tables.flatMap((shape) => missingReferences(shape, existing(shape))),
    ...wanted.tables.flatMap((shape) => missingIndexes(shape, existing(shape))),
    // A view that was dropped is made again, as a table is.
    ...wanted.views.flatMap((shape) =>
      createView(
        shape,
        found.relations.has(place(shape.schema, shape.name))
          ? found.registry.get(place(shape.schema, shape.name))
          : undefined,
      ),
    ),
  ];
}
