import {
  createRepeatCheck,
  createSeen,
  fetchNumbered,
  isLastPage,
  type NumberedOptions,
} from "./numbered-pages.js";
import type { Traverse } from "./step.js";

/**
 * Pages 1, 2, 3… in the order of the list or the caller, without repeats. Rows that move while it reads may
 * be missed.
 */
export function numbered(options: NumberedOptions & { readonly from: number }): Traverse {
  return async function* (signal) {
    const seen = createSeen();
    const check = createRepeatCheck(options.resource);
    for (let number = options.from; ; number += 1) {
      const page = await fetchNumbered(options, number, signal);
      check(page, number);
      const last = isLastPage(page, number, options.pageSize);
      yield {
        page,
        rows: seen.fresh(page.rows),
        resume: last ? null : { kind: "numbered", page: number + 1 },
      };
      if (last) return;
    }
  };
}
