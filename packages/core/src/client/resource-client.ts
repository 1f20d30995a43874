import type { ItemOf } from "../resource/index.js";
import type { Page } from "./page.js";
import type { IdsQuery, Query } from "./query/query.js";

/** How one item is asked for. */
export interface GetOptions {
  readonly signal?: AbortSignal;
}

/** One resource of 42. */
export interface ResourceClient<E> {
  /**
   * One item by id, or by slug or login where 42 knows one. Costs one hit.
   * @throws SchemaError when it does not fit its declaration; HttpError when there is none (404)
   */
  get(id: number | string, options?: GetOptions): Promise<ItemOf<E>>;
  /**
   * The list page by page, read so that no row is lost while the list moves; at least one page. `break` stops
   * the requests.
   * @throws QueryError at once for what the endpoint cannot answer; TraversalError when the list does not
   * behave as declared
   */
  pages(query?: Query<E>): AsyncIterable<Page<ItemOf<E>>>;
  /** The list item by item. */
  items(query?: Query<E>): AsyncIterable<ItemOf<E>>;
  /** The list as an array: all of it in memory, or its first `limit` items. */
  all(query?: Query<E> & { readonly limit?: number }): Promise<ItemOf<E>[]>;
  /** How many items the list has (X-Total). Costs one hit. */
  count(query?: Omit<Query<E>, "sort" | "resume">): Promise<number>;
  /**
   * The rows of owners by the owners' ids, 100 owners a hit; at least one page, which is empty and free when
   * there are no ids.
   */
  byIds(query: IdsQuery<E>): AsyncIterable<Page<ItemOf<E>>>;
}
