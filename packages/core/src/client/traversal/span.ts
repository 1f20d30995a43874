import { TraversalError } from "../../errors/index.js";
import type { RawPage } from "../fetch-page.js";

/**
 * Ids from `from` to `to` that are still to be read. 2,147,483,647 is the highest value that 42 takes: it
 * hands the ends of a range to PostgreSQL's four-byte integer, which answers 500 to more (inferred from its
 * error texts).
 */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** Rows that remain in it, as far as is known. */
  readonly rest: number | null;
  /** Pages that it may still take before something is wrong. */
  readonly pagesRemaining: number;
  /** Empty pages in a row although X-Total promises rows. */
  readonly empties: number;
}

export const firstId = 1;
export const lastId = 2_147_483_647;

/** A span about which nothing is known yet. */
export const newSpan = (from: number, to: number): Span => ({
  from,
  to,
  rest: null,
  pagesRemaining: Infinity,
  empties: 0,
});

const mostEmpties = 3;

export interface SpanContext {
  readonly resource: string;
}

/**
 * The span after a page of it, or null when it is done. A span's X-Total says how many rows remain in it, so
 * that no empty last page has to be asked for. @throws TraversalError when ids do not ascend within the span,
 * or when it does not end
 */
export function advanceSpan(span: Span, page: RawPage, { resource }: SpanContext): Span | null {
  const { total, size } = page.meta;
  const last = checkAscending(span, page, resource);
  const isFull = size >= page.pageSize;
  // A full page that claims to be the last although the previous one promised two more is not trusted: a
  // broken X-Total must not end the list.
  const isDoubtful = isFull && size > 0 && span.rest !== null && span.rest >= 2 * size;
  if (total === null ? isEnd(page) : total <= size && !isDoubtful) return null;
  if (last === null && size > 0)
    throw relied(resource, page, "every row to carry a numeric id, and none of a page does");
  if (last !== null && last >= span.to) return null;
  const empties = last === null ? span.empties + 1 : 0;
  if (empties > mostEmpties)
    throw relied(
      resource,
      page,
      `X-Total, which promises ${String(total)} rows, but the page is empty ${String(empties)} times in a row`,
    );
  // Rows may come while we read, but not four times as many as there were.
  const promised =
    span.pagesRemaining === Infinity && total !== null && size > 0
      ? 100 + 4 * Math.ceil(total / size)
      : span.pagesRemaining;
  if (promised <= 1)
    throw relied(resource, page, "the list to end: it takes four times as many pages as X-Total promised");
  return {
    from: last === null ? span.from : last + 1,
    to: span.to,
    rest: total === null ? null : total - size,
    pagesRemaining: promised - 1,
    empties,
  };
}

/** The last id of the page, or null when it has none. */
function checkAscending(span: Span, page: RawPage, resource: string): number | null {
  let last: number | null = null;
  for (const row of page.rows) {
    const id = numericId(row);
    if (id === null) continue;
    if (id < span.from || id > span.to)
      throw relied(
        resource,
        page,
        `range[id]=${String(span.from)},${String(span.to)}, and id ${String(id)} came`,
      );
    // A list behind a JOIN repeats rows (42Stat, edge-case.md); only a smaller id breaks the order.
    if (last !== null && id < last)
      throw relied(resource, page, `ids in ascending order, and ${String(id)} came after ${String(last)}`);
    last = id;
  }
  return last;
}

/**
 * Whether a page without X-Total is the last one: it is empty, or shorter than 42 itself says that a page is.
 * A short page alone proves nothing: some lists send fewer rows than they were asked for.
 */
export function isEnd({ meta: { size }, pageSize, isCapKnown }: RawPage): boolean {
  return size === 0 || (isCapKnown && size < pageSize);
}

/** A page's rows without those that have the id of the row before them. */
export function withoutRepeats(rows: readonly unknown[]): readonly unknown[] {
  return rows.filter((row, index) => {
    const id = numericId(row);
    return id === null || index === 0 || id !== numericId(rows[index - 1]);
  });
}

/** A row's id, if it is a whole number. */
export function numericId(row: unknown): number | null {
  const id = typeof row === "object" && row !== null && "id" in row ? row.id : null;
  return typeof id === "number" && Number.isSafeInteger(id) ? id : null;
}

function relied(resource: string, page: RawPage, on: string): TraversalError {
  return new TraversalError(`${resource}: reading relies on ${on}; continuing would lose rows`, {
    context: { resource, path: page.meta.path },
    hint: "42 may have changed this list; please report it, or declare another traversal for the endpoint",
  });
}
