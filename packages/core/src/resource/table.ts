import type { Column, RowOf } from "./column.js";
import type { Condition } from "./condition.js";
import type { Endpoint } from "./endpoint.js";
import type { Scope } from "./scope.js";

/** Which part of a list a scope wants, in the words of a query: a scoped variant of the path, and filters. */
export interface ListQuery {
  readonly under?: Readonly<Record<string, number | string>>;
  readonly filter?: Readonly<Record<string, string | number | boolean | readonly (string | number)[]>>;
}

/**
 * Rows that belong to an owner can be asked for by their owners' ids, 100 a hit:
 * `filter[user_id]=…` for the rows of people, `filter[project_id]=…` for the sessions of projects.
 */
export interface AskBy {
  /** The filter that takes the owners' ids. */
  readonly filter: string;
  /** The table that holds the owners; its `id` column is the filter's value. */
  readonly table: string;
}

/**
 * Rows that change, without a word of their own, when rows of another table do: a level, when a project is
 * marked. Whoever owns a row of `table` that was inserted or really changed is due: their rows here are read
 * whole at the end of the next pass.
 */
export interface Follows {
  /** The table whose rows tell of the change. */
  readonly table: string;
  /** Its column that holds the owner's id, an `id` of the table of `askBy`. */
  readonly by: string;
  /** Who is due, for people: `whose projects moved`. */
  readonly label: string;
}

/**
 * Rows that are people: `forget` removes them with everything that is theirs, and copies of them inside other
 * items are known by this.
 */
export interface People {
  /** The column, and the item's field, that people know them by beside the key: `login`. */
  readonly namedBy: string;
  /**
   * The field that holds their key in items that are theirs: `user_id`. An object that has it is no copy of
   * somebody.
   */
  readonly pointedAtBy: string;
}

/**
 * How a list tells what changed: rows whose `by` is within the window, which begins this many hours before
 * the watermark.
 */
export interface Window {
  /** A column of the list's `ranges`. */
  readonly by: string;
  /** For rows that go on changing after the moment of `by`: a seat is left hours after it was taken. */
  readonly lookBackHours: number;
}

/**
 * The people whom an item concerns, where its table has no column that tells whose it is: an evaluation has
 * one who evaluates and several who are evaluated. An item that names people, none of whom is here, is
 * somebody else's: it is skipped.
 */
export interface BelongsTo<Item = never> {
  /** The table of the people. */
  readonly table: string;
  /** Their ids; empty when the item does not tell, then it is kept. */
  readonly ids: (item: Item) => readonly number[];
}

/** A table of pairs that an item carries in a nested list: the campuses of a project. */
export interface LinkTable<Item = never> {
  readonly name: string;
  readonly comment: string;
  /** The side whose item carries the list. */
  readonly owner: { readonly column: string; readonly table: string };
  /** The other side; `by` is the column of its table that the listed values are found by. */
  readonly other: { readonly column: string; readonly table: string; readonly by: string };
  /**
   * The listed values; undefined when this item does not carry the list (then its links stay as they are).
   */
  readonly values: (item: Item) => readonly (number | string)[] | undefined;
}

/** Where rows of a resource go, neutral of storage. */
export interface Table<
  Item = never,
  Columns extends Readonly<Record<string, Column<Item>>> = Readonly<Record<string, Column<Item>>>,
  Name extends string = string,
> {
  /** The table's name in SQL: `campuses`. */
  readonly name: Name;
  /** The resource whose items fill it: `campus`. */
  readonly resource: string;
  readonly comment: string;
  readonly key: readonly string[];
  readonly columns: Columns;
  readonly links: readonly LinkTable<Item>[];
  /**
   * Whether `range[updated_at]` finds what changed (`window`), the range of another column, or the list must
   * be read again (`full`).
   */
  readonly incremental: "window" | "full" | Window;
  /** A small list that other tables point at; it is read again only when older than its time to live. */
  readonly reference: boolean;
  /**
   * Whether one of our tables is mirrored only when `with` names it. A resource of your own is mirrored
   * whenever it is given.
   */
  readonly optional: boolean;
  /** The list whose rows the scope holds. */
  readonly list: (scope: Scope) => ListQuery;
  /**
   * The same without the filters that can change for a row, asked for windows so that leaving is seen.
   * Default: `list`.
   */
  readonly stableList: (scope: Scope) => ListQuery;
  /**
   * Whether `stableList` asks for everybody while `list` does not say why a row is in (a user carries no
   * campus); then who is unknown enters by `list` only.
   */
  readonly entersByList: (scope: Scope) => boolean;
  /**
   * Which stored rows `list` must hold, where both sides can tell: then one count compares the two. Undefined
   * where only the owners' ids tell which rows are meant. Default: all of them, when nothing chooses among
   * the list's rows.
   */
  readonly holds: ((scope: Scope) => readonly Condition[]) | undefined;
  readonly askBy: AskBy | undefined;
  readonly belongsTo: BelongsTo<Item> | undefined;
  /** Where the news of these rows is to be seen, when their own `updated_at` does not move. Needs `askBy`. */
  readonly follows: Follows | undefined;
  /** Set where rows are people. */
  readonly people: People | undefined;
  /**
   * Whether rows change where nothing tells of it; then a slice of them is read again each night. Needs
   * `askBy`.
   */
  readonly silent: boolean;
  /**
   * Whether an item that is new here may enter. What is already here is kept up to date either way. Default:
   * yes.
   */
  readonly enters: (item: Item, scope: Scope) => boolean;
  /**
   * Whether an item is of the scope at all, as far as it tells itself; if not it is skipped. Default: yes.
   */
  readonly includes: (item: Item, scope: Scope) => boolean;
  /**
   * Columns that `enters` and `includes` decide by: a privacy profile leaves them as they are. Default: none.
   */
  readonly decidedBy: readonly string[];
  /** Queries worth knowing, shown in the docs. */
  readonly examples?: readonly { readonly title: string; readonly sql: string }[];
}

type Optional =
  | "links"
  | "reference"
  | "optional"
  | "list"
  | "stableList"
  | "entersByList"
  | "holds"
  | "askBy"
  | "belongsTo"
  | "follows"
  | "people"
  | "silent"
  | "enters"
  | "includes"
  | "decidedBy"
  | "key"
  | "resource";

/**
 * What `defineTable` takes; a name, a comment, the columns and the kind of incremental are needed, the rest
 * has defaults.
 */
export type TableInput<Item, Columns extends Readonly<Record<string, Column<Item>>>> = Omit<
  Table<Item, Columns>,
  Optional
> &
  Partial<Pick<Table<Item, Columns>, Optional>>;

/** Declares the table of an endpoint's items. */
export function defineTable<
  Item,
  const Columns extends Readonly<Record<string, Column<Item>>>,
  const Name extends string = string,
>(
  endpoint: Pick<Endpoint<Item>, "name" | "item">,
  input: TableInput<Item, Columns> & { readonly name: Name },
): Table<Item, Columns, Name> {
  const list = input.list ?? (() => ({}));
  return {
    key: ["id"],
    links: [],
    reference: false,
    optional: false,
    askBy: undefined,
    belongsTo: undefined,
    follows: undefined,
    people: undefined,
    silent: false,
    enters: () => true,
    includes: () => true,
    decidedBy: [],
    entersByList: () => false,
    holds: isWholeList(input) ? () => [] : undefined,
    resource: endpoint.name,
    ...input,
    list,
    stableList: input.stableList ?? list,
  };
}

/** Whether every row of the list belongs into the table: nothing chooses, and nobody's rows are skipped. */
function isWholeList<Item>({
  list,
  askBy,
  belongsTo,
  includes,
  columns,
}: Pick<
  TableInput<Item, Readonly<Record<string, Column<Item>>>>,
  "list" | "askBy" | "belongsTo" | "includes" | "columns"
>): boolean {
  const chooses = [list, askBy, belongsTo, includes].some((one) => one !== undefined);
  return !chooses && !Object.values(columns).some(({ references }) => references?.missing === "skip");
}

/** How the list of a table tells what changed; undefined when it must be read again. */
export function windowOf(table: Pick<AnyTable, "incremental">): Window | undefined {
  const { incremental } = table;
  if (incremental === "full") return undefined;
  return incremental === "window" ? { by: "updated_at", lookBackHours: 0 } : incremental;
}

/** Any table. Rows go in as `Row`; the item type is erased after projection. */
// `any` here is the item of an unknown resource: projections take what their own endpoint validated.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyTable = Table<any, Readonly<Record<string, Column<any>>>>;

/** The row type of a table. */
export type RowOfTable<T> = T extends { readonly columns: infer Columns } ? RowOf<Columns> : never;
