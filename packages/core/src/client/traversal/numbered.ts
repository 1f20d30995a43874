import {
  createEndCheck,
  createSeen,
  fetchNumbered,
  isLastPage,
  pageAt,
  type NumberedOptions,
} from "./numbered-pages.js";
import type { Traverse } from "./step.js";

/**
 * Pages 1, 2, 3… in the order of the list or the caller, without repeats. Rows that move while it reads may
 * be missed.
 *
 * @param options `offset` is how many rows of the list come before the first page
 */
export function numbered(options: NumberedOptions & { readonly offset: number }): Traverse {
  return async function* (signal) {
    const seen = createSeen();
    const check = createEndCheck(options.resource);
    let { offset } = options;
    for (;;) {
      const read = await fetchNumbered(options, pageAt(offset), signal);
      check(read);
      const { page, number } = read;
      const last = isLastPage(read);
      yield {
        page,
        rows: seen.fresh(page.rows),
        resume: last ? null : { kind: "numbered", page: number + 1, size: page.pageSize },
      };
      if (last) return;
      offset = number * page.pageSize;
    }
  };
}
