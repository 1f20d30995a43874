import { hashText } from "../sql/identifiers.js";

/** A column as the database shall have it. */
export interface ColumnShape {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  /** SQL of its default, or `identity` for a number that the database gives. */
  readonly default?: string;
  readonly comment: string;
}

/** A foreign key of one column. */
export interface ReferenceShape {
  readonly column: string;
  readonly table: string;
  /** The referenced column. */
  readonly key: string;
}

/** A table as the database shall have it. */
export interface TableShape {
  readonly schema: string;
  readonly name: string;
  readonly comment: string;
  readonly columns: readonly ColumnShape[];
  readonly key: readonly string[];
  /** Within the same schema. */
  readonly references: readonly ReferenceShape[];
  /** Columns of each index. */
  readonly indexes: readonly (readonly string[])[];
}

/** A column of a view; PostgreSQL knows of none of them whether it can be null. */
export interface ViewColumnShape {
  readonly name: string;
  readonly type: string;
  readonly comment: string;
}

/** A view as the database shall have it. */
export interface ViewShape {
  readonly schema: string;
  readonly name: string;
  readonly comment: string;
  /** What the query answers, in its order. */
  readonly columns: readonly ViewColumnShape[];
  /** The query; columns are only ever added at its end, so that `create or replace` can follow. */
  readonly query: string;
}

/** A text that changes whenever the declaration does. */
export function fingerprint(shape: TableShape | ViewShape): string {
  return hashText(JSON.stringify(shape));
}
