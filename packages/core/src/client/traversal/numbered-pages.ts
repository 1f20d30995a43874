import { TraversalError } from "../../errors/index.js";
import type { RawPage } from "../fetch-page.js";
import { idOf } from "../validation/validate.js";
import type { FetchSized } from "./page-size.js";
import { isEnd } from "./span.js";

export interface NumberedOptions {
  readonly fetchPage: FetchSized;
  readonly resource: string;
  /** As in `id` or `-begin_at,id`; null leaves the order to 42. */
  readonly sort: string | null;
}

/** A page by its number, which counts pages of its own size. */
export interface NumberedPage {
  readonly page: RawPage;
  readonly number: number;
}

/** Asks for a page; `numberOf` says which it is when pages have so many rows. */
export async function fetchNumbered(
  { fetchPage, sort }: NumberedOptions,
  numberOf: (pageSize: number) => number,
  signal: AbortSignal,
): Promise<NumberedPage> {
  let number = 1;
  const page = await fetchPage((pageSize) => {
    number = numberOf(pageSize);
    return {
      params: [...(sort === null ? [] : [["sort", sort] as const]), ["page[number]", String(number)]],
      position: `page ${String(number)}`,
    };
  }, signal);
  return { page, number };
}

/** The number of the page that has the row at an offset. */
export const pageAt =
  (offset: number) =>
  (pageSize: number): number =>
    Math.floor(offset / pageSize) + 1;

/** Whether this is the last page, as far as it says. */
export function isLastPage({ page, number }: NumberedPage): boolean {
  const { total, size } = page.meta;
  return total === null ? isEnd(page) : size === 0 || number * page.pageSize >= total;
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

/** Rows of a list without X-Total beyond which it is taken for endless: nearly an hour's requests. */
const mostRows = 100_000;

/**
 * Notices a list that never ends: one that answers the same page again and again because it ignores
 * `page[number]`, or that goes on beyond four times as many pages as X-Total promised, or beyond 100,000
 * rows where it promised nothing. A single row may come twice when a new one pushes it to the next page, a
 * whole page does not. @throws TraversalError
 */
export function createEndCheck(resource: string): (numbered: NumberedPage) => void {
  let before = "";
  let numberBefore = 0;
  let promised: number | null = null;
  return ({ page, number }) => {
    const context = { resource, path: page.meta.path };
    const content = JSON.stringify(page.rows.map((row) => idOf(row) ?? row));
    // The same page asked for twice may well be the same.
    if (page.meta.size > 1 && content === before && number !== numberBefore) {
      throw new TraversalError(
        `${resource}: page ${String(number)} is page ${String(numberBefore)} again: the list ignores page[number]`,
        { context },
      );
    }
    before = content;
    numberBefore = number;
    promised ??= page.meta.total;
    const most = promised === null ? mostRows : 4 * promised + 100 * page.pageSize;
    if (number * page.pageSize > most) {
      throw new TraversalError(
        `${resource}: the list does not end: page ${String(number)} is beyond ` +
          (promised === null
            ? `${String(mostRows)} rows, and it has no X-Total`
            : `four times the ${String(promised)} rows that X-Total promised`),
        { context, hint: "42 may have changed this list; please report it" },
      );
    }
  };
}
