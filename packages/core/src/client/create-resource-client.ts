import { ConfigError, QueryError, TraversalError } from "../errors/index.js";
import type { AnyEndpoint, ItemOf } from "../resource/index.js";
import type { Transport } from "../transport/index.js";
import { checkAnswers } from "./validation/check-answer.js";
import { createFetchPage } from "./fetch-page.js";
import { idBounds, listTraversal } from "./traversal/list-traversal.js";
import type { Page } from "./page.js";
import type { OnInvalid } from "./query/query.js";
import type { Params } from "./query/encode-query.js";
import { idToPath, readQuery, type LooseQuery } from "./query/read-query.js";
import type { ResourceClient } from "./client.js";
import { readSettings } from "./options/read-settings.js";
import { byIds, lastOwner } from "./traversal/by-ids.js";
import { createFetchSized, createPageSize, type FetchSized } from "./traversal/page-size.js";
import { byOwners } from "./traversal/by-owners.js";
import { readResume } from "./traversal/read-resume.js";
import type { Traverse } from "./traversal/step.js";
import { toIterable } from "./to-iterable.js";
import type { UnknownFieldCounter } from "./validation/unknown-fields.js";
import { createValidate } from "./validation/validate.js";

export interface ResourceClientOptions {
  readonly transport: Transport;
  readonly unknownFields: UnknownFieldCounter;
  readonly lanes: number;
  readonly onInvalid: OnInvalid;
  /**
   * The page size that each list turned out to allow, by resource: remembered as long as the client lives.
   */
  readonly pageSizes: Map<string, number>;
}

/** The client of one declared endpoint. @throws ConfigError when its declaration contradicts itself */
export function createResourceClient<E extends AnyEndpoint>(
  endpoint: E,
  options: ResourceClientOptions,
): ResourceClient<E> {
  checkDeclaration(endpoint);
  const { transport } = options;
  type Item = ItemOf<E>;
  const validate = createValidate(endpoint, options.unknownFields);

  const fetchSized = (path: string, params: Params, pageSize: number): FetchSized =>
    createFetchSized(
      checkAnswers(endpoint.name, params, createFetchPage(transport, path, params)),
      createPageSize(Math.min(pageSize, options.pageSizes.get(endpoint.name) ?? pageSize), (rows) =>
        options.pageSizes.set(endpoint.name, rows),
      ),
    );

  const toPages = (
    traverse: Traverse,
    onInvalid: OnInvalid,
    signal: AbortSignal | undefined,
  ): AsyncIterable<Page<Item>> =>
    toIterable(async function* (own) {
      for await (const { page, rows, resume } of traverse(own)) {
        const { items, invalidItems } = validate(rows, onInvalid);
        // The endpoint's schema has just parsed them.
        yield { items: items as Item[], invalidItems, meta: page.meta, resume };
      }
    }, signal);

  const pages = (query: LooseQuery = {}): AsyncIterable<Page<Item>> => {
    const read = readQuery(endpoint, query);
    const { lanes, onInvalid, signal, resume } = readSettings(endpoint.name, query, options);
    const traverse = listTraversal({
      endpoint,
      query: read,
      fetchPage: fetchSized(read.path, read.params, read.pageSize),
      lanes,
      resume,
    });
    return toPages(traverse, onInvalid, signal);
  };

  /** The rows of owners, where 42 lists them under one owner at a time. */
  const pagesOfOwners = (
    variant: string,
    ids: readonly number[],
    query: LooseQuery,
  ): AsyncIterable<Page<Item>> => {
    const { onInvalid, signal, resume } = readSettings(endpoint.name, query, options);
    const traverse = byOwners({
      owners: toOwners(ids, `${endpoint.name} byIds`),
      spans: readResume(resume, "ids", endpoint.name)?.spans ?? [[0, lastOwner, 0]],
      readOwner: (owner) => {
        const read = readQuery(endpoint, { ...query, under: { [variant]: owner } });
        return listTraversal({
          endpoint,
          query: read,
          fetchPage: fetchSized(read.path, read.params, read.pageSize),
          lanes: 1,
          resume: undefined,
        });
      },
    });
    return toPages(traverse, onInvalid, signal);
  };

  const items = (query: LooseQuery = {}): AsyncIterable<Item> => {
    if (readSettings(endpoint.name, query, options).onInvalid === "collect") {
      throw new QueryError(`${endpoint.name} items: invalid items are collected by page`, {
        hint: "use pages(), or a function as onInvalid",
      });
    }
    // Checked now, not when the first item is asked for.
    pages(query);
    return toIterable(
      async function* (signal) {
        for await (const page of pages({ ...query, signal })) yield* page.items;
      },
      query["signal"] as AbortSignal | undefined,
    ); // readSettings has looked at it
  };

  return {
    get: async (id, { signal } = {}) => {
      if (endpoint.onlyUnder !== undefined)
        throw new QueryError(`${endpoint.name}: 42 has no single row of this list`);
      const path = `${endpoint.path}/${idToPath(id, `${endpoint.name} id`)}`;
      const { json } = await transport.get({ target: path, path, label: `GET ${path}`, signal });
      const [item] = validate([json], "throw").items;
      return item as Item; // "throw" lets nothing else pass
    },
    pages,
    items,
    all: async (query = {}) => {
      const { limit = Infinity, ...rest } = query;
      if (typeof limit !== "number" || Number.isNaN(limit) || limit < 0)
        throw new QueryError(`${endpoint.name} limit: a number of items`);
      const found: Item[] = [];
      if (limit === 0) return found;
      const own: LooseQuery = rest;
      const pageSize = Math.max(1, Math.min(readQuery(endpoint, own).pageSize, Math.floor(limit)));
      for await (const item of items({ ...own, pageSize })) {
        found.push(item);
        if (found.length >= limit) break;
      }
      return found;
    },
    count: async (query = {}) => {
      const loose: LooseQuery = query;
      const read = readQuery(endpoint, loose);
      const idRange = read.idRange === null ? [] : [["range[id]", read.idRange.join(",")] as const];
      const fetchPage = createFetchPage(transport, read.path, [...read.params, ...idRange]);
      const { signal } = readSettings(endpoint.name, loose, options);
      const { meta } = await fetchPage(
        { params: [], pageSize: 1, position: "count" },
        signal ?? new AbortController().signal,
      );
      if (meta.total === null)
        throw new TraversalError(`${endpoint.name}: the answer has no X-Total to count by`, {
          context: { resource: endpoint.name, path: meta.path },
        });
      return meta.total;
    },
    byIds: (query) => {
      const { by, ids, ...rest } = query as LooseQuery & {
        readonly by: string;
        readonly ids: readonly number[];
      }; // names and ids are checked below
      const own: LooseQuery = rest;
      if (endpoint.onlyUnder?.by === by) return pagesOfOwners(endpoint.onlyUnder.variant, ids, own);
      if (endpoint.traversal !== "keyset")
        throw new QueryError(`${endpoint.name}: cannot be asked by ids: it has no range on id`);
      // The filter's name is checked as if one id were asked for.
      const read = readQuery(endpoint, {
        ...own,
        filter: { ...(own["filter"] as object | undefined), [by]: [0] },
      });
      if (own["sort"] !== undefined)
        throw new QueryError(`${endpoint.name} byIds: rows are sorted by id, sort is not possible`);
      if (own["filter"] !== undefined && by in (own["filter"] as object))
        throw new QueryError(`${endpoint.name} byIds: filter ${by} is already set by the ids`);
      const { lanes, onInvalid, signal, resume } = readSettings(endpoint.name, own, options);
      const idRange = idBounds(read);
      const params = read.params.filter(([name]) => name !== `filter[${by}]`);
      const traverse = byIds({
        fetchPage: fetchSized(read.path, params, read.pageSize),
        resource: endpoint.name,
        pageSize: read.pageSize,
        sortable: endpoint.sorts.includes("id"),
        lanes,
        by,
        owners: toOwners(ids, `${endpoint.name} byIds`),
        idRange,
        spans: readResume(resume, "ids", endpoint.name)?.spans ?? [[0, lastOwner, idRange[0]]],
      });
      return toPages(traverse, onInvalid, signal);
    },
  };
}

/** Ascending, each once. */
function toOwners(ids: readonly number[], where: string): readonly number[] {
  const wrong = ids.find((id) => !Number.isSafeInteger(id) || id < 0);
  if (wrong !== undefined) throw new QueryError(`${where}: ${String(wrong)} is not an id`);
  return [...new Set(ids)].sort((a, b) => a - b);
}

function checkDeclaration({ name, traversal, ranges, sorts }: AnyEndpoint): void {
  if (traversal === "keyset" && !ranges.includes("id"))
    throw new ConfigError(`${name}: keyset needs a range on id`, {
      hint: "declare last-to-first, or until-rest",
    });
  if (traversal === "last-to-first" && !sorts.includes("id"))
    throw new ConfigError(`${name}: last-to-first needs a sort by id`, { hint: "declare until-rest" });
}
