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
   * What happens to a row whose parent isn't stored.
   * - `quarantine`: it waits in the quarantine until the parent is stored.
   * - `skip`: it belongs to somebody outside the scope; it is counted and not stored.
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
   * Where the value comes from. Default: the item's field of the same name, with or without a `?` at its end.
   */
  readonly from?: (item: Item) => unknown;
  /** A real foreign key. Its column is never null unless `nullable`. */
  readonly references?: Reference;
  /** An id of this table that the API names but does not list: a plain indexed column. */
  readonly mentions?: string;
  /**
   * The column of its owner's row (the table of `askBy`) that it repeats. 42 shows the current value without
   * moving this row's `updated_at`, so it is copied whenever the owner's row changes. When 42 anonymises
   * somebody, their old login doesn't stay behind.
   */
  readonly repeats?: string;
  /** Whether it gets an index. References and mentions have one anyway. @default false */
  readonly index?: boolean;
}

/** The row type of a set of columns. */
export type RowOf<Columns> = {
  -readonly [Name in keyof Columns]: Columns[Name] extends { readonly kind: infer Kind extends ColumnKind }
    ? KindValue[Kind] | (Columns[Name] extends { readonly nullable: true } ? null : never)
    : never;
};
