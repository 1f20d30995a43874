import { defineMirror, optionalTables, type AnyTable } from "@42sync/core/tables";
import { wantedShapes } from "../../../packages/pg-store/src/migrate/wanted.js";

/** A column of a table or view. */
export interface RelationColumn {
  readonly name: string;
  /** Its type in PostgreSQL. */
  readonly type: string;
  readonly nullable: boolean;
  readonly comment: string;
}

/** A table or view of a migrated database. */
export interface Relation {
  /** `users`, or `sync42.runs` for bookkeeping. */
  readonly name: string;
  readonly kind: "table" | "view";
  readonly bookkeeping: boolean;
  readonly comment: string;
  readonly key: readonly string[];
  readonly columns: readonly RelationColumn[];
  readonly references: readonly { readonly column: string; readonly table: string }[];
}

const schema = "public";

/** Every declared table, including optional ones. */
export const declaredTables: readonly AnyTable[] = Object.values(
  defineMirror({ with: Object.keys(optionalTables) }).tables,
);

/** What `migrate` creates for the declared tables: data first, then the bookkeeping. */
export function relations(): readonly Relation[] {
  const wanted = wantedShapes(schema, declaredTables);
  const named = (one: { readonly schema: string; readonly name: string }): string =>
    one.schema === schema ? one.name : `${one.schema}.${one.name}`;
  const all = [
    ...wanted.tables.map(({ columns, ...shape }): Relation => ({
      name: named(shape),
      kind: "table",
      bookkeeping: shape.schema !== schema,
      comment: shape.comment,
      key: shape.key,
      columns: columns.map(({ name, type, notNull, comment }) => ({
        name,
        type,
        nullable: !notNull,
        comment,
      })),
      references: shape.references,
    })),
    ...wanted.views.map(({ columns, ...shape }): Relation => ({
      name: named(shape),
      kind: "view",
      bookkeeping: shape.schema !== schema,
      comment: shape.comment,
      key: [],
      // PostgreSQL never calls a view's column not null.
      columns: columns.map((column) => ({ ...column, nullable: true })),
      references: [],
    })),
  ];
  return [...all.filter((one) => !one.bookkeeping), ...all.filter((one) => one.bookkeeping)];
}
