import type { InvalidItem, Resume } from "../page.js";

/** One value of a filter; null asks for rows without a value. */
export type FilterValue = string | number | boolean | Date | null;

/** One value, or several of which any may match. */
export type Filter = FilterValue | readonly (string | number | boolean | Date)[];

/** Both ends belong to the range. Dates as `Date` or ISO 8601 text. */
export type Range = readonly [min: Date | string | number, max: Date | string | number];

/**
 * What happens with an invalid item: throw SchemaError, keep it in the page's `invalidItems`, or call the
 * function and continue.
 */
export type OnInvalid = "throw" | "collect" | ((invalidItem: InvalidItem) => void);

/** The names that an endpoint declares. */
export type FilterName<E> = E extends { readonly filters: readonly (infer Name extends string)[] }
  ? Name
  : never;
/** The fields that an endpoint declares for `range`. */
export type RangeName<E> = E extends { readonly ranges: readonly (infer Name extends string)[] }
  ? Name
  : never;
/** The fields that an endpoint declares for `sort`. */
export type SortName<E> = E extends { readonly sorts: readonly (infer Name extends string)[] } ? Name : never;
/** What an endpoint's scoped lists are under. */
export type Variant<E> = E extends { readonly under: Readonly<Record<infer Name extends string, string>> }
  ? Name
  : never;

type Named<Name extends string, Value> = [Name] extends [never] ? never : { readonly [K in Name]?: Value };

/** Exactly one of the names. */
type OneOf<Name extends string, Value> = string extends Name
  ? Readonly<Record<string, Value>>
  : { [K in Name]: { readonly [L in K]: Value } & { readonly [L in Exclude<Name, K>]?: never } }[Name];

type Sort<Name extends string> = Name | `-${Name}`;

/**
 * What to ask of a list. Only what the endpoint really does is offered; the rest is a type error, and
 * QueryError at run time.
 */
export interface Query<E> {
  /** A scoped variant of the list, by id or slug: `{ cursus: 21 }`. */
  readonly under?: OneOf<Variant<E>, number | string>;
  /** All filters must match; of several values of one filter any may. */
  readonly filter?: Named<FilterName<E>, Filter>;
  /** All ranges must match; rows without a value never do. */
  readonly range?: Named<RangeName<E>, Range>;
  /**
   * Your own order: numbered pages in that order, without repeats. Rows that move between pages while they
   * are read may be missed; omit it to read a list completely.
   */
  readonly sort?: [SortName<E>] extends [never] ? never : Sort<SortName<E>> | readonly Sort<SortName<E>>[];
  /** Rows a page, 1 to 100. @default the endpoint's own */
  readonly pageSize?: number;
  /** Requests in flight where the list is long. @default the client's */
  readonly lanes?: number;
  readonly signal?: AbortSignal;
  /** A page's `resume`: continues after that page. */
  readonly resume?: Resume;
  /** @default the client's */
  readonly onInvalid?: OnInvalid;
}

/** Asks for the rows of owners, 100 owners a request. */
export type IdsQuery<E> = Omit<Query<E>, "sort"> & {
  /** The filter that takes the owners' ids: `user_id`. */
  readonly by: FilterName<E>;
  readonly ids: readonly number[];
};
