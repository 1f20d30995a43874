import type { ItemOf, AnyEndpoint } from "../resource/index.js";
import type { Page } from "./page.js";
import type { IdsQuery, Query } from "./query/query.js";
import type { endpoints } from "../resources/index.js";
import type { Usage } from "../transport/index.js";
import type { UnknownFields } from "./validation/unknown-fields.js";

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
   * @throws QueryError immediately for what the endpoint cannot answer; TraversalError when the list does not
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

/** What to send with your own path. */
export interface PathOptions {
  /** Names as 42 has them: `{ "filter[kind]": "student" }`. Sent as they are. */
  readonly query?: Readonly<Record<string, string | number>>;
  readonly signal?: AbortSignal;
}

/** The same for a list, page by page. */
export interface PathPagesOptions extends PathOptions {
  /** 1 to 100. @default 100 */
  readonly pageSize?: number;
}

/** An answer's JSON as it comes, with its headers. */
export interface Answered {
  readonly json: unknown;
  readonly headers: Headers;
  /** Bytes of the body, uncompressed. */
  readonly bytes: number;
}

/** What every client has, whatever the resources. */
export interface ClientCore {
  /** Any path: `/v2/users/norminet`. One hit; the JSON as it comes. */
  get(path: string, options?: PathOptions): Promise<unknown>;
  /** The same with the answer's headers: limits, `X-Total`, `Date`. One hit. */
  answer(path: string, options?: PathOptions): Promise<Answered>;
  /**
   * Any list, by numbered pages; items that have an id come once. Rows that move while it reads may be
   * missed: declare an endpoint to avoid that.
   */
  pages(path: string, options?: PathPagesOptions): AsyncIterable<Page<unknown>>;
  /** The client of your own endpoint or resource, see `defineEndpoint` and `defineResource`. */
  resource<E extends AnyEndpoint>(endpoint: E | { readonly endpoint: E }): ResourceClient<E>;
  readonly usage: Usage;
  /**
   * When 42 will refuse the secret; null until a token was requested, or when 42 doesn't say. Below seven
   * days a warning is logged.
   */
  readonly secretValidUntil: Date | null;
  /**
   * 42's clock. Free with a client secret; costs a hit when the tokens are your own and no answer was
   * received yet.
   */
  serverNow(signal?: AbortSignal): Promise<Date>;
  /** Fields that were received but that no declaration names. */
  readonly unknownFields: UnknownFields;
}

/** A typed client of the 42 API: one property a resource. */
export type Client = {
  readonly [Name in keyof typeof endpoints]: ResourceClient<(typeof endpoints)[Name]>;
} & ClientCore;
