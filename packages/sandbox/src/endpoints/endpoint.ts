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

/** A path that lists the resource, and which part of it when it is nested. */
export interface ListPath {
  /** `/v2/users/:id/projects_users`; `:id` stands for the parent's id, slug or login. */
  readonly path: string;
  /** The resource that `:id` names. */
  readonly parent?: string;
  /** The column that holds the parent's value (in a list column: contains it). */
  readonly by?: string;
  /** The parent's column that `by` is compared with. @default "id" */
  readonly parentColumn?: string;
  /** Or the resource between the two, with its column for each. */
  readonly through?: { readonly resource: string; readonly parent: string; readonly child: string };
}

/** A row of this resource by itself. */
interface ShowPath {
  readonly path: string;
  /** A text column that names it too (a login, a slug). */
  readonly by?: string;
}

/** What a filter needs to know beyond the row. */
export interface TestContext {
  readonly world: World;
  /** The server's clock in milliseconds. */
  readonly now: number;
}

/** A filter that is more than a column: true when the row has the property. */
export type FilterTest<R> = {
  // Written as a method so that shared code may hold the endpoints of all row types in one list.
  test(row: R, values: readonly string[], context: TestContext): boolean;
}["test"];

/** Everything the sandbox knows about one resource of the API, as data. */
export interface Endpoint<R extends Stored = Stored> {
  /** The resource's name, as in its path. */
  readonly resource: string;
  readonly columns: Readonly<Record<string, Column>>;
  /** Columns that are looked up often enough for an index. */
  readonly indexed: readonly string[];
  readonly lists: readonly ListPath[];
  readonly show?: ShowPath;
  /** The order of a list that asks for none. */
  readonly order: readonly Order[];
  /** Names that may be filtered on. Without it the API ignores every filter. */
  readonly filters?: readonly string[];
  /** Names that may be ranged on. Without it the API ignores every range. */
  readonly ranges?: readonly string[];
  /** Names that may be sorted by. Without it the API ignores every sort. */
  readonly sorts?: readonly string[];
  /** Filters that are no plain comparison with a column. */
  readonly tests?: Readonly<Record<string, FilterTest<R>>>;
  /** Those of the tests whose outcome changes with the clock alone. */
  readonly timedTests?: readonly string[];
  /** Whether other rows embed older copies of these rows. */
  readonly embeddedStale?: boolean;
  /** Key of a recorded list that holds single rows as the show answers them. */
  readonly recordedShow?: string;
  /** Columns of a row that a caller inserts without them. */
  defaults?(now: number): Partial<R>;
  /**
   * The rows of a made-up school, for a resource that does not live. The rows of the parents that its lists
   * name are there already. It must not draw random numbers: those belong to what lives.
   */
  generate?(world: World, now: number): readonly R[];
  /** How often a list with a range shows the row: 42 makes some lists with a JOIN. @default 1 */
  repeats?(row: R): number;
  /** Whether lists show the row. */
  isListed?(row: R): boolean;
  /** A column's value that is found elsewhere; undefined when the column itself holds it. */
  read?(row: R, column: string, world: World): unknown;
  /** The row as lists show it. */
  render(row: R, world: World): ApiRow;
  /** The row as its own page shows it, when that is more. */
  renderFull?(row: R, world: World): ApiRow;
}

/** All rows of the pretended school, by resource. */
export interface World {
  /** Grows with every change: what was computed from older rows is stale. */
  readonly version: number;
  /** Whether the rows were recorded rather than generated. */
  readonly isRecorded: boolean;
  readonly endpoints: readonly Endpoint[];
  /** The rows of a resource that the generator knows. */
  table<K extends keyof Tables>(resource: K): Collection<Tables[K]>;
  /** The rows of an endpoint, typed as it declares them. */
  of<R extends Stored>(endpoint: Endpoint<R>): Collection<R>;
  /** The rows of any resource. */
  rowsOf(resource: string): Collection;
  endpointOf(resource: string): Endpoint;
  /** A column of a row, wherever it is kept. */
  read(endpoint: Endpoint, row: Stored, column: string): unknown;
  /** A row as lists show it. */
  show(endpoint: Endpoint, row: Stored): ApiRow;
  /** Single rows that were recorded as their own page shows them. */
  readonly recordedShows: Map<string, Map<number, ApiRow>>;
  /**
   * The next free id of a resource, above those given since (`teams` get ids while they live, and no row).
   */
  nextId(resource: string, gap: number): number;
}

/** Declares an endpoint; the row type is checked here and forgotten by shared code. */
export function defineEndpoint<R extends Stored>(endpoint: Endpoint<R>): Endpoint<R> {
  return endpoint;
}
