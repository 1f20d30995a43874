import type { ClientCore } from "../../client/client.js";
import type { Page, Resume } from "../../client/page.js";
import { revalidateItem } from "./revalidate-item.js";
import type { EngineOptions, EnginePage, EngineQuery, PageSource } from "./page-source.js";

/** A client as the engine's source of pages; invalid items come with their page. */
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
        (page) => remainingOf(page.resume),
      ),
    serverNow: (signal) => client.serverNow(signal),
    revalidate: revalidateItem,
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
    // The engine treats the traversal's resume point as opaque JSON.
    ...(options.resume === undefined ? {} : { resume: options.resume as never }),
  };
}

async function* enginePages(
  pages: AsyncIterable<Page<unknown>>,
  owners: readonly number[],
  leftAfter: (page: Page<unknown>) => EnginePage["remaining"],
): AsyncGenerator<EnginePage, void, void> {
  for await (const page of pages) {
    const remaining = leftAfter(page);
    yield {
      items: page.items,
      invalidItems: page.invalidItems,
      total: page.meta.total,
      date: page.meta.date,
      size: page.meta.size,
      done: shareDone(owners, remaining),
      remaining,
      resume: page.resume,
    };
  }
}

/** The owners that the resume point of a traversal by ids still names. */
function remainingOf(resume: Resume | null): EnginePage["remaining"] {
  if (resume === null) return [];
  return resume.kind === "ids" ? resume.spans.map(([first, last]) => [first, last]) : null;
}

function shareDone(owners: readonly number[], remaining: EnginePage["remaining"]): number | null {
  if (remaining === null) return null;
  if (remaining.length === 0) return 1;
  if (owners.length === 0) return null;
  return (
    1 -
    remaining.reduce(
      (sum, [first, last]) => sum + countBelow(owners, last + 1) - countBelow(owners, first),
      0,
    ) /
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
