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
 * Rows that belong to an owner can be requested by their owners' ids, 100 per hit:
 * `filter[user_id]=…` for the rows of people, `filter[project_id]=…` for the sessions of projects.
 */
export interface AskBy {
  /** The filter that takes the owners' ids. */
  readonly filter: string;
  /** The table that holds the owners; its `id` column is the filter's value. */
  readonly table: string;
}

/**
 * Rows that change together with rows of another table, while their own `updated_at` stays: a level, when a
 * project is marked. When a row of `table` is inserted or changes, its owner's rows here are all read again at
 * the end of the next pass.
 */
export interface Follows {
  /** The table whose changes are followed. */
  readonly table: string;
  /** Its column that holds the owner's id, an `id` of the table of `askBy`. */
  readonly by: string;
  /** How a reason calls these owners: `whose projects moved`. */
  readonly label: string;
}

/**
 * Rows that are people. `forget` removes them with everything that belongs to them, and copies of them inside
 * other items are recognised by these fields.
 */
export interface People {
  /** The column, and the item's field, that names them beside the key: `login`. */
  readonly namedBy: string;
  /**
   * The field that holds their key in items that belong to them: `user_id`. An object with that field is not a
   * copy of a person.
   */
  readonly pointedAtBy: string;
}

/**
 * How to find what changed in a list: rows whose `by` is within the window, which begins this many hours before
 * the watermark.
 */
export interface Window {
  /** A column of the list's `ranges`. */
  readonly by: string;
  /** For rows that change after the time in `by`: people leave a seat hours after they took it. */
  readonly lookBackHours: number;
}

/**
 * The people whom an item concerns, where no single column holds its owner: an evaluation has a corrector and
 * several correcteds. An item is skipped when it names people and none of them is stored.
 */
export interface BelongsTo<Item = never> {
  /** The table of the people. */
  readonly table: string;
  /** Their ids. Empty when the item names nobody; then it is stored. */
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
   * The listed values. Undefined when the item doesn't carry the list; then its links stay as they are.
   */
  readonly values: (item: Item) => readonly (number | string)[] | undefined;
}

/** Where rows of a resource go, whatever the storage. */
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
   * How changes are found: with `range[updated_at]` (`window`), with a range on another column, or by reading
   * the whole list again (`full`).
   */
  readonly incremental: "window" | "full" | Window;
  /** A small or expensive list; it is read again only when it is older than its time to live. */
  readonly reference: boolean;
  /**
   * Whether one of our tables is mirrored only when `with` names it. A resource of your own is mirrored
   * whenever it is given.
   */
  readonly optional: boolean;
  /** The list that has the rows of the scope. */
  readonly list: (scope: Scope) => ListQuery;
  /**
   * The same without the filters whose outcome can change for a row. Windows use it, so that they see rows that
   * left the list. Default: `list`.
   */
  readonly stableList: (scope: Scope) => ListQuery;
  /**
   * Whether only `list` knows which new rows are in scope, because `stableList` covers everybody and the rows
   * don't carry the reason (a user has no campus). Then new rows come from `list` only.
   */
  readonly entersByList: (scope: Scope) => boolean;
  /**
   * Which stored rows `list` must contain, so that one count compares both sides. Undefined where it depends on
   * the owners' ids. Default: all rows, if the table takes every row of the list.
   */
  readonly holds: ((scope: Scope) => readonly Condition[]) | undefined;
  readonly askBy: AskBy | undefined;
  readonly belongsTo: BelongsTo<Item> | undefined;
  /** The table whose changes also change these rows, without moving their `updated_at`. Needs `askBy`. */
  readonly follows: Follows | undefined;
  /** Set where rows are people. */
  readonly people: People | undefined;
  /**
   * Whether rows change without any sign of it. Then a part of them is read again each night. Needs `askBy`.
   */
  readonly silent: boolean;
  /**
   * Whether a new item may be stored. Stored rows are kept up to date either way. Default: yes.
   */
  readonly enters: (item: Item, scope: Scope) => boolean;
  /**
   * Whether an item is in scope, as far as the item itself shows; if not, it is skipped. Default: yes.
   */
  readonly includes: (item: Item, scope: Scope) => boolean;
  /**
   * Columns that `enters` and `includes` use; a privacy profile can't change them. Default: none.
   */
  readonly decidedBy: readonly string[];
  /** Useful queries, shown in the docs. */
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

/** What `defineTable` takes: a name, a comment, the columns and `incremental`; the rest has defaults. */
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

/** Whether the table takes every row of the list: nothing filters them, and none are skipped. */
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

/** How to find what changed in a table's list; undefined when it must be read again. */
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
