/**
 * What a column holds, neutral of storage. `timestamp` is an instant, `json` any JSON value, `bigint[]` a
 * list of ids.
 */
export type ColumnKind =
  "bigint" | "integer" | "double" | "boolean" | "text" | "timestamp" | "json" | "bigint[]";

/** The value of a column in a row: instants are ISO strings as the API wrote them, ids are numbers. */
export interface KindValue {
  bigint: number;
  integer: number;
  double: number;
  boolean: boolean;
  text: string;
  timestamp: string;
  json: unknown;
  "bigint[]": readonly number[];
}

/** A foreign key. */
export interface Reference {
  /** The table whose key this column holds. */
  readonly table: string;
  /**
   * What becomes of a row whose parent is not here.
   * - `quarantine`: quarantined with the missing reference until the parent comes.
   * - `skip`: the row is somebody else's and out of scope; it is counted, not stored.
   * @default "quarantine"
   */
  readonly missing?: "quarantine" | "skip";
}

/** A column of a table: what it holds, and where its value comes from. */
export interface Column<Item = never> {
  readonly kind: ColumnKind;
  /** Shown as the column's comment in the database. */
  readonly comment: string;
  /** @default false */
  readonly nullable?: boolean;
  /**
   * Where the value comes from. Default: the item's field of the column's name, with or without a `?` at its
   * end.
   */
  readonly from?: (item: Item) => unknown;
  /** A real foreign key. Its column is never null unless `nullable`. */
  readonly references?: Reference;
  /** An id of this table that the API names but does not list: a plain indexed column. */
  readonly mentions?: string;
  /**
   * The column of its owner's row (the table of `askBy`) that it repeats: 42 shows the present value without
   * moving this row's `updated_at`, so that it is taken over whenever a row of an owner changes. Nobody's old
   * login stays behind when 42 anonymises them.
   */
  readonly repeats?: string;
  /** Whether people filter by it. References and mentions are indexed anyway. @default false */
  readonly index?: boolean;
}

/** The row type of a set of columns. */
export type RowOf<Columns> = {
  -readonly [Name in keyof Columns]: Columns[Name] extends { readonly kind: infer Kind extends ColumnKind }
    ? KindValue[Kind] | (Columns[Name] extends { readonly nullable: true } ? null : never)
    : never;
};
