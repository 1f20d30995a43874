import { TraversalError } from "../../errors/index.js";
import type { RawPage } from "../fetch-page.js";
import { createSeen, fetchNumbered, isLastPage, rowsPerPage, type NumberedOptions } from "./numbered-pages.js";
import { numericId } from "./span.js";
import type { Traverse } from "./step.js";

const restart = { kind: "restart" } as const;
const mostEmpties = 3;

/**
 * Pages by ascending id from the last to the first, after a look at page 1 for X-Total. A row that leaves pulls the others to pages that are still
 * to be read, where they are told from known ones by id: a duplicate, never a gap. It cannot go on in the middle.
 */
export function lastToFirst(input: Omit<NumberedOptions, "sort">): Traverse {
  const options: NumberedOptions = { ...input, sort: "id" };
  return async function* (signal) {
    const seen = createSeen();
    const first = await fetchNumbered(options, 1, signal);
    checkAscending(first, options.resource);
    const last = lastNumber(first, options);
    yield { page: first, rows: seen.fresh(first.rows), resume: last === 1 ? null : restart };
    let empties = 0;
    // Page 1 comes again at the end: rows may have moved to it since.
    for (let number = last; number >= 1 && last > 1; number -= 1) {
      const page = await fetchNumbered(options, number, signal);
      checkAscending(page, options.resource);
      empties = page.meta.size === 0 ? empties + 1 : 0;
      if (empties > mostEmpties) throw new TraversalError(`${options.resource}: X-Total promises ${String(first.meta.total)} rows, but the last pages are empty`, { context: { resource: options.resource, path: page.meta.path } });
      yield { page, rows: seen.fresh(page.rows), resume: number === 1 ? null : restart };
    }
  };
}

function lastNumber(first: RawPage, { pageSize, resource }: NumberedOptions): number {
  if (isLastPage(first, 1, pageSize)) return 1;
  if (first.meta.total === null) {
    throw new TraversalError(`${resource}: a full page and no X-Total: the last page cannot be known`, { context: { resource, path: first.meta.path } });
  }
  return Math.ceil(first.meta.total / rowsPerPage(first, pageSize));
}

/** From newest to oldest, this traversal would lose rows (298 of 300 simulated runs did). */
function checkAscending(page: RawPage, resource: string): void {
  let before: number | null = null;
  for (const row of page.rows) {
    const id = numericId(row);
    if (id === null) continue;
    if (before !== null && id <= before) {
      throw new TraversalError(`${resource}: reading relies on sort=id, and ${String(id)} came after ${String(before)}; going on would lose rows`, { context: { resource, path: page.meta.path } });
    }
    before = id;
  }
}
