import type { ApiRow } from "../sandbox-options.js";
import type { Collection } from "../store/collection.js";
import type { Column } from "../store/columns.js";
import type { Stored } from "../store/stored.js";
import type { Tables } from "../store/tables.js";

/** One column of an order; NULLs come last ascending and first descending, as in PostgreSQL. */
export interface Order {
  readonly column: string;
  readonly descending?: boolean;
}

/** A path that lists the resource, and which part of it if it's nested. */
export interface ListPath {
  /** `/v2/users/:id/projects_users`; `:id` stands for the parent's id, slug or login. */
  readonly path: string;
  /** The resource that `:id` names. */
  readonly parent?: string;
  /** The column that holds the parent's value (in a list column: contains it). */
  readonly by?: string;
  /** The parent's column that `by` is compared with. @default "id" */
  readonly parentColumn?: string;
  /** Or the resource that links the two, with its column for each. */
  readonly through?: { readonly resource: string; readonly parent: string; readonly child: string };
}

/** The path of a single row. */
interface ShowPath {
  readonly path: string;
  /** A text column that also identifies it (a login, a slug). */
  readonly by?: string;
}

/** What a filter needs to know beyond the row. */
export interface TestContext {
  readonly world: World;
  /** The server's clock in milliseconds. */
  readonly now: number;
}

/** A filter that isn't a simple column comparison: true if the row matches. */
export type FilterTest<R> = {
  // Written as a method so that shared code may hold the endpoints of all row types in one list.
  test(row: R, values: readonly string[], context: TestContext): boolean;
}["test"];

/** A resource of the API, declared as data. */
export interface Endpoint<R extends Stored = Stored> {
  /** The resource's name, as in its path. */
  readonly resource: string;
  readonly columns: Readonly<Record<string, Column>>;
  /** Columns that are looked up often enough for an index. */
  readonly indexed: readonly string[];
  readonly lists: readonly ListPath[];
  readonly show?: ShowPath;
  /** The default order. */
  readonly order: readonly Order[];
  /** The filters. Without it, the API ignores every filter. */
  readonly filters?: readonly string[];
  /** The ranges. Without it, the API ignores every range. */
  readonly ranges?: readonly string[];
  /** The sorts. Without it, the API ignores every sort. */
  readonly sorts?: readonly string[];
  /** Filters that aren't a simple column comparison. */
  readonly tests?: Readonly<Record<string, FilterTest<R>>>;
  /** Those of the tests whose result changes with the clock. */
  readonly timedTests?: readonly string[];
  /** Whether other rows embed older copies of these rows. */
  readonly embeddedStale?: boolean;
  /** Key of a recorded list of rows from their single-item page. */
  readonly recordedShow?: string;
  /** Default columns for a row that a caller inserts. */
  defaults?(now: number): Partial<R>;
  /**
   * The rows of a generated school, for a static resource. The rows of the parents of its nested lists
   * already exist. It must not use random numbers, because that would change the rest of the world.
   */
  generate?(world: World, now: number): readonly R[];
  /** How often a list with a range repeats the row: 42 builds some lists with a JOIN. @default 1 */
  repeats?(row: R): number;
  /** Whether lists show the row. */
  isListed?(row: R): boolean;
  /** The value of a column that is stored elsewhere; undefined if the column itself holds it. */
  read?(row: R, column: string, world: World): unknown;
  /** The row as lists show it. */
  render(row: R, world: World): ApiRow;
  /** The row as its single-item page shows it, if that has more. */
  renderFull?(row: R, world: World): ApiRow;
}

/** All rows of the simulated school, by resource. */
export interface World {
  /** Increases with every change; anything computed for an older version is stale. */
  readonly version: number;
  /** Whether the rows were recorded rather than generated. */
  readonly isRecorded: boolean;
  readonly endpoints: readonly Endpoint[];
  /** The rows of a generated resource. */
  table<K extends keyof Tables>(resource: K): Collection<Tables[K]>;
  /** The rows of an endpoint, typed as it declares them. */
  of<R extends Stored>(endpoint: Endpoint<R>): Collection<R>;
  /** The rows of any resource. */
  rowsOf(resource: string): Collection;
  endpointOf(resource: string): Endpoint;
  /** The value of a row's column, wherever it is stored. */
  read(endpoint: Endpoint, row: Stored, column: string): unknown;
  /** A row as lists show it. */
  show(endpoint: Endpoint, row: Stored): ApiRow;
  /** Rows that were recorded from their single-item page. */
  readonly recordedShows: Map<string, Map<number, ApiRow>>;
  /**
   * The next free id of a resource, above all assigned ones (new `teams` get ids but no rows).
   */
  nextId(resource: string, gap: number): number;
}

/** Declares an endpoint; its row type is checked here and erased for shared code. */
export function defineEndpoint<R extends Stored>(endpoint: Endpoint<R>): Endpoint<R> {
  return endpoint;
}
