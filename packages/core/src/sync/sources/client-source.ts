import type { ClientCore } from "../../client/client.js";
import type { Page, Resume } from "../../client/page.js";
import { refitItem } from "./revalidate-item.js";
import type { EngineOptions, EnginePage, EngineQuery, PageSource } from "./page-source.js";

/** A client as the engine's source of pages; items that do not fit come with their page. */
export function clientSource(client: ClientCore): PageSource {
  return {
    list: (endpoint, query, options) =>
      enginePages(
        client.resource(endpoint).pages({ ...toQuery(query), ...settings(options) }),
        [],
        () => null,
      ),
    byIds: (endpoint, query, options) =>
      enginePages(
        client
          .resource(endpoint)
          .byIds({ ...toQuery(query), by: query.by, ids: query.ids, ...settings(options) }),
        query.ids,
        (page) => leftOf(page.resume),
      ),
    serverNow: (signal) => client.serverNow(signal),
    refit: refitItem,
    get usage() {
      return client.usage;
    },
    get unknownFields() {
      return client.unknownFields;
    },
  };
}

function toQuery({ under, filter, range, idRange }: EngineQuery): Omit<EngineQuery, "idRange" | "range"> & {
  readonly range?: Readonly<Record<string, readonly [Date, Date] | readonly [number, number]>>;
} {
  return {
    ...(under === undefined ? {} : { under }),
    ...(filter === undefined ? {} : { filter }),
    ...(range === undefined && idRange === undefined
      ? {}
      : { range: { ...range, ...(idRange === undefined ? {} : { id: idRange }) } }),
  };
}

function settings(options: EngineOptions): {
  onInvalid: "collect";
  signal?: AbortSignal;
  pageSize?: number;
  resume?: never;
} {
  return {
    onInvalid: "collect",
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.pageSize === undefined ? {} : { pageSize: options.pageSize }),
    // The engine keeps the traversal's resume point as JSON that it does not look into.
    ...(options.resume === undefined ? {} : { resume: options.resume as never }),
  };
}

async function* enginePages(
  pages: AsyncIterable<Page<unknown>>,
  owners: readonly number[],
  leftAfter: (page: Page<unknown>) => EnginePage["left"],
): AsyncGenerator<EnginePage, void, void> {
  for await (const page of pages) {
    const left = leftAfter(page);
    yield {
      items: page.items,
      misfits: page.misfits,
      total: page.meta.total,
      date: page.meta.date,
      size: page.meta.size,
      done: shareDone(owners, left),
      left,
      resume: page.resume,
    };
  }
}

/** The owners that the resume point of a traversal by ids still names. */
function leftOf(resume: Resume | null): EnginePage["left"] {
  if (resume === null) return [];
  return resume.kind === "ids" ? resume.spans.map(([first, last]) => [first, last]) : null;
}

function shareDone(owners: readonly number[], left: EnginePage["left"]): number | null {
  if (left === null) return null;
  if (left.length === 0) return 1;
  if (owners.length === 0) return null;
  return (
    1 -
    left.reduce((sum, [first, last]) => sum + countBelow(owners, last + 1) - countBelow(owners, first), 0) /
      owners.length
  );
}

/** How many of ascending ids are below a bound, by halving: it is asked after each of thousands of pages. */
function countBelow(ids: readonly number[], bound: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ids[middle] ?? Infinity) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
