import type { AnyEndpoint } from "../../resource/index.js";
import type { InvalidItem } from "../ports/index.js";
import type { DriftedFields, UnknownFields } from "../report/report.js";

/** A query in the words of any endpoint. */
export interface EngineQuery {
  readonly under?: Readonly<Record<string, number | string>>;
  readonly filter?: Readonly<Record<string, string | number | boolean | readonly (string | number)[]>>;
  readonly range?: Readonly<Record<string, readonly [Date, Date]>>;
  /** Only rows of these ids, both ends included. */
  readonly idRange?: readonly [number, number];
}

/** How a traversal is made. */
export interface EngineOptions {
  readonly resume?: unknown;
  readonly signal?: AbortSignal;
  /** Rows a page. @default the endpoint's own */
  readonly pageSize?: number;
}

/** A page as the engine sees it. */
export interface EnginePage {
  readonly items: readonly unknown[];
  readonly invalidItems: readonly InvalidItem[];
  readonly total: number | null;
  readonly date: Date | null;
  /** Rows received, invalid items included. */
  readonly size: number;
  /** How much of a traversal by ids is done, 0 to 1; null where X-Total says it. */
  readonly done: number | null;
  /**
   * Ranges of owners' ids, bounds included, whose rows are not all read after this page; null where that is
   * unknown. Empty after the last page.
   */
  readonly remaining: readonly (readonly [first: number, last: number])[] | null;
  /** Where the traversal resumes; null after its last page. */
  readonly resume: unknown;
}

/** A quarantined item that is valid now, or where it is still invalid. */
export type Revalidated =
  { readonly item: unknown; readonly invalidItem?: undefined } | { readonly invalidItem: InvalidItem };

/** Where pages come from, as the engine sees it: the client, behind the two traversals that a pass uses. */
export interface PageSource {
  list(endpoint: AnyEndpoint, query: EngineQuery, options: EngineOptions): AsyncIterable<EnginePage>;
  byIds(
    endpoint: AnyEndpoint,
    query: EngineQuery & { readonly by: string; readonly ids: readonly number[] },
    options: EngineOptions,
  ): AsyncIterable<EnginePage>;
  serverNow(signal?: AbortSignal): Promise<Date>;
  /**
   * Validates a quarantined invalid item again, as if it arrived on a page now: returns the item, or where it
   * is invalid. Missing where items cannot be validated twice: a privacy profile would hash what is already
   * hashed.
   */
  readonly revalidate?: (endpoint: AnyEndpoint, item: unknown) => Revalidated;
  readonly usage: { readonly hits: number; readonly bytes: number };
  readonly unknownFields: UnknownFields;
  /** Where items were invalid, when the source remembers it; see `driftSource`. */
  readonly driftedFields?: DriftedFields;
}
