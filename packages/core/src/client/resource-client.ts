import { QueryError } from "../errors/index.js";
import type { AnyEndpoint, ItemOf } from "../resource/index.js";
import type { RequestJson } from "../transport/request.js";
import { label } from "./address.js";
import type { AskPage } from "./ask-page.js";
import { checkQuery } from "./check-query.js";
import type { Page } from "./page.js";
import type { Asked, OnInvalid, Query, QueryOf } from "./query.js";
import { byIds, type ByIdsState } from "./traversal/by-ids.js";
import { keyset, type KeysetState } from "./traversal/keyset.js";
import { lastToFirst } from "./traversal/last-to-first.js";
import { numbered } from "./traversal/numbered.js";
import type { LanePage } from "./traversal/run-lanes.js";
import { untilRest } from "./traversal/until-rest.js";
import type { UnknownFieldCounter } from "./unknown-fields.js";
import { schemaError, validateItems } from "./validate.js";

/** Which filter takes the owners' ids, and the ids. */
export interface ByIds<E extends AnyEndpoint> {
  readonly by: E["filters"][number];
  readonly ids: readonly number[];
}

/** What can be asked of one resource. */
export interface ResourceClient<E extends AnyEndpoint> {
  /** One thing by id, or by slug or login where 42 takes those. One hit. Its shape may be fuller than a list's. */
  get(id: number | string, options?: { readonly signal?: AbortSignal }): Promise<ItemOf<E>>;
  /** The list, page by page; nothing is lost while it moves. Stop with `break`: no more requests are sent. */
  pages(query?: QueryOf<E>): AsyncIterable<Page<ItemOf<E>>>;
  /** The list, item by item. */
  items(query?: QueryOf<E>): AsyncIterable<ItemOf<E>>;
  /** The list as an array, up to `limit` items. @default no limit */
  all(query?: QueryOf<E> & { readonly limit?: number }): Promise<ItemOf<E>[]>;
  /** How many there are (`X-Total`). One hit, one row. */
  count(query?: QueryOf<E>): Promise<number>;
  /** The rows of owners, asked for by their ids, 100 a hit. */
  byIds(query: QueryOf<E> & ByIds<E>): AsyncIterable<Page<ItemOf<E>>>;
}

export interface ResourceClientOptions {
  readonly request: RequestJson;
  readonly ask: AskPage;
  readonly lanes: number;
  readonly onInvalid: OnInvalid;
  readonly unknown: UnknownFieldCounter;
}

/** The client of one endpoint. */
export function createResourceClient<E extends AnyEndpoint>(endpoint: E, options: ResourceClientOptions): ResourceClient<E> {
  type Item = ItemOf<E>;
  const pages = (query: Query = {}): AsyncIterable<Page<Item>> => {
    const asked = checkQuery(endpoint, query);
    return validated(() => traverse(options, asked, query), query);
  };
  const validated = async function* (traversal: () => AsyncIterable<LanePage>, query: Query): AsyncGenerator<Page<Item>, void, void> {
    for await (const { page, resume } of traversal()) {
      const { items, misfits } = validateItems(endpoint, page.raw, query.onInvalid ?? options.onInvalid, options.unknown);
      yield { items: items as readonly Item[], misfits, meta: page.meta, resume }; // the endpoint's schema made them
    }
  };
  const items = async function* (query?: Query): AsyncGenerator<Item, void, void> {
    for await (const page of pages(query)) yield* page.items;
  };
  return {
    pages: (query) => pages(query as Query | undefined), // a typed query is a Query; the compiler cannot see it through E
    items: (query) => items(query as Query | undefined),
    all: async (query) => {
      const limit = query?.limit ?? Infinity;
      const found: Item[] = [];
      if (limit <= 0) return found;
      for await (const item of items(query as Query | undefined)) {
        found.push(item);
        if (found.length >= limit) break;
      }
      return found;
    },
    count: async (query) => {
      const asked = checkQuery(endpoint, (query ?? {}) as Query);
      const { meta } = await options.ask(asked.path, [...asked.parameters, ...idBounds(asked), ["page[size]", 1]], (query as Query | undefined)?.signal);
      if (meta.total === null) throw new QueryError(`${endpoint.name}: 42 does not tell how many there are`, { context: { resource: endpoint.name } });
      return meta.total;
    },
    byIds: (query) => {
      const { by, ids, ...rest } = query as Query & { by: string; ids: readonly number[] };
      const asked = checkQuery(endpoint, { ...rest, filter: { ...rest.filter, [by]: 0 } });
      if (endpoint.traversal !== "keyset") throw new QueryError(`${endpoint.name}: cannot be asked by ids, because the list has no range[id]`, { context: { resource: endpoint.name } });
      const parameters = asked.parameters.filter(([name]) => name !== `filter[${by}]`);
      const owners = [...new Set(ids)].sort((a, b) => a - b);
      const from = rest.resume as readonly ByIdsState[] | undefined; // made by the same traversal
      return validated(() => byIds({ ask: options.ask, asked: { ...asked, parameters }, by, ids: owners, lanes: rest.lanes ?? options.lanes, from, signal: rest.signal }), rest);
    },
    get: async (id, { signal } = {}) => {
      const path = `${endpoint.path}/${encodeURIComponent(String(id))}`;
      const { json } = await options.request(path, label(path, []), signal);
      const { items: fitting, misfits } = validateItems(endpoint, [json], "collect", options.unknown);
      const misfit = misfits[0];
      if (misfit !== undefined) throw schemaError(misfit);
      return fitting[0] as Item; // one went in, and it fits
    },
  };
}

function idBounds(asked: Asked): readonly (readonly [string, string])[] {
  return asked.endpoint.ranges.includes("id") ? [["range[id]", `${String(asked.ids.from)},${String(asked.ids.upTo)}`]] : [];
}

function traverse(options: ResourceClientOptions, asked: Asked, query: Query): AsyncIterable<LanePage> {
  const { ask } = options;
  const { signal } = query;
  if (asked.sort !== undefined) {
    const parameters = [...asked.parameters, ...idBounds(asked), ["sort", asked.sort] as const];
    return numbered({ ask, path: asked.path, parameters, pageSize: asked.pageSize, from: query.resume?.[0]?.["page"] ?? 1, signal });
  }
  switch (asked.endpoint.traversal) {
    case "keyset": {
      const from = query.resume as readonly KeysetState[] | undefined; // made by the same traversal
      return keyset({ ask, asked, lanes: query.lanes ?? options.lanes, from, signal });
    }
    case "last-to-first":
      return lastToFirst(ask, asked, signal);
    case "until-rest":
      return untilRest(ask, asked, signal);
  }
}
