import { TraversalError } from "../../errors/index.js";
import type { Params } from "../query/encode-query.js";
import type { FetchPage, RawPage } from "../fetch-page.js";
import { idOf } from "../validation/validate.js";

export interface NumberedOptions {
  readonly fetchPage: FetchPage;
  readonly resource: string;
  readonly pageSize: number;
  /** As in `id` or `-begin_at,id`; null leaves the order to 42. */
  readonly sort: string | null;
}

/** Asks for page `number`. */
export function fetchNumbered(
  { fetchPage, pageSize, sort }: NumberedOptions,
  number: number,
  signal: AbortSignal,
): Promise<RawPage> {
  const params: Params = [
    ...(sort === null ? [] : [["sort", sort] as const]),
    ["page[size]", String(pageSize)],
    ["page[number]", String(number)],
  ];
  return fetchPage({ params, position: `page ${String(number)}` }, signal);
}

/** Whether no page comes after this one, as far as it tells. */
export function isLastPage(page: RawPage, number: number, pageSize: number): boolean {
  const perPage = rowsPerPage(page, pageSize);
  if (page.meta.size === 0) return true;
  return page.meta.total === null ? page.meta.size < perPage : number * perPage >= page.meta.total;
}

/** 42 clamps what is asked for, and says so in X-Per-Page. */
export function rowsPerPage(page: RawPage, pageSize: number): number {
  return page.perPage !== null && page.perPage > 0 ? Math.min(page.perPage, pageSize) : pageSize;
}

/** Remembers ids across pages; rows without an id always count as new. */
export interface Seen {
  fresh(rows: readonly unknown[]): readonly unknown[];
  readonly size: number;
}

export function createSeen(): Seen {
  const ids = new Set<number | string>();
  return {
    fresh: (rows) =>
      rows.filter((row) => {
        const id = idOf(row);
        if (id === null) return true;
        if (ids.has(id)) return false;
        ids.add(id);
        return true;
      }),
    get size() {
      return ids.size;
    },
  };
}

/**
 * Notices a list that answers the same page again and again because it ignores `page[number]`. A single row
 * may come twice when a new one pushes it to the next page, a whole page does not. @throws TraversalError
 */
export function createRepeatCheck(resource: string): (page: RawPage, number: number) => void {
  let before = "";
  let numberBefore = 0;
  return (page, number) => {
    const content = JSON.stringify(page.rows.map((row) => idOf(row) ?? row));
    // The same page asked for twice may well be the same.
    if (page.meta.size > 1 && content === before && number !== numberBefore) {
      throw new TraversalError(
        `${resource}: page ${String(number)} is page ${String(numberBefore)} again: the list ignores page[number]`,
        { context: { resource, path: page.meta.path } },
      );
    }
    before = content;
    numberBefore = number;
  };
}
