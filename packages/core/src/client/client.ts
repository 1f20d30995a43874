import type { AnyEndpoint } from "../resource/index.js";
import type { endpoints } from "../resources/index.js";
import type { Usage } from "../transport/index.js";
import type { Page } from "./page.js";
import type { ResourceClient } from "./resource-client.js";
import type { UnknownFields } from "./validation/unknown-fields.js";

/** What to send with a path of your own. */
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
   * missed: declare an endpoint for better.
   */
  pages(path: string, options?: PathPagesOptions): AsyncIterable<Page<unknown>>;
  /** The client of an endpoint or a resource of your own, see `defineEndpoint` and `defineResource`. */
  resource<E extends AnyEndpoint>(endpoint: E | { readonly endpoint: E }): ResourceClient<E>;
  readonly usage: Usage;
  /**
   * When 42 will refuse the secret; null until a token was asked for, or when 42 does not tell. Under seven
   * days a warning is logged.
   */
  readonly secretValidUntil: Date | null;
  /**
   * 42's clock. Free with a client secret; costs a hit when tokens are your own and no answer was seen yet.
   */
  serverNow(signal?: AbortSignal): Promise<Date>;
  /** Fields that came but that no declaration names. */
  readonly unknownFields: UnknownFields;
}

/** A typed client of the 42 API: one property a resource. */
export type Client = {
  readonly [Name in keyof typeof endpoints]: ResourceClient<(typeof endpoints)[Name]>;
} & ClientCore;
