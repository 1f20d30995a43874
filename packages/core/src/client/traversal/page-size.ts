import { HttpError, NetworkError } from "../../errors/index.js";
import type { FetchPage, RawPage } from "../fetch-page.js";
import type { Params } from "../query/encode-query.js";

/** How many rows a page of one list has: fewer where 42 takes too long to make more. */
export interface PageSize {
  readonly rows: number;
  /** After a page of `asked` rows was too heavy: half of it. False when a page of one row was. */
  shrink(asked: number): boolean;
  /** 42 gives pages of at most so many rows. */
  clamp(rows: number): void;
}

/** What a traversal asks for, whatever the size of its pages. */
interface SizedRequest {
  readonly params: Params;
  readonly position: string;
}

/** Asks for a page of as many rows as the list bears. */
export type FetchSized = (
  request: (pageSize: number) => SizedRequest,
  signal: AbortSignal,
  /** Whether the caller has a better answer to a failure than a smaller page. */
  isFinal?: (error: unknown) => boolean,
) => Promise<RawPage>;

/** @param onShrink is told the new size, so that the next traversal of the list begins with it */
export function createPageSize(
  rows: number,
  onShrink: (rows: number) => unknown = () => undefined,
): PageSize {
  let now = rows;
  return {
    get rows() {
      return now;
    },
    shrink: (asked) => {
      // Another lane may have made it smaller meanwhile.
      if (asked > now) return true;
      if (now === 1) return false;
      now = Math.floor(now / 2);
      onShrink(now);
      return true;
    },
    clamp: (most) => {
      now = Math.min(now, Math.max(1, most));
    },
  };
}

/**
 * Halves the page where 42 answers 502 or 504, or not in time, down to one row: evaluations have needed pages
 * of 30, 10, 8 and 2 rows over the years (coalition-system 4995695, b82ffaa, 22a36e3).
 */
export function createFetchSized(fetchPage: FetchPage, size: PageSize): FetchSized {
  return async (request, signal, isFinal = () => false) => {
    for (;;) {
      const pageSize = size.rows;
      // Half of the page is a better retry than the same page again and again.
      const attempts = pageSize > 1 ? { "502": 2, "504": 2, timeout: 2 } : undefined;
      try {
        const page = await fetchPage({ ...request(pageSize), pageSize, attempts }, signal);
        size.clamp(page.pageSize);
        return page;
      } catch (error) {
        if (!isTooHeavy(error) || isFinal(error) || !size.shrink(pageSize)) throw error;
      }
    }
  };
}

/** Whether 42 gave up on a request that a smaller one may replace. */
export function isTooHeavy(error: unknown): boolean {
  if (error instanceof HttpError) return error.status === 502 || error.status === 504;
  return error instanceof NetworkError && error.code === "E_TIMEOUT";
}
