import { TraversalError } from "../../errors/index.js";
import { createRepeatCheck, createSeen, fetchNumbered, isLastPage, type NumberedOptions } from "./numbered-pages.js";
import type { Traverse } from "./step.js";

const mostRounds = 5;

/**
 * Reads a list that neither sorts nor ranges again and again, until X-Total rested during a whole round and as many distinct ids were seen in it.
 * That is all that such a list lets us check: as many rows coming as going within one round look like rest.
 * @throws TraversalError when it does not come to rest within five rounds
 */
export function untilRest(input: Omit<NumberedOptions, "sort">): Traverse {
  const options: NumberedOptions = { ...input, sort: null };
  return async function* (signal) {
    const delivered = createSeen();
    let before: number | null = null;
    let words = "";
    for (let round = 1; round <= mostRounds; round += 1) {
      const inRound = createSeen();
      const check = createRepeatCheck(options.resource);
      const totals = new Set<number | null>();
      for (let number = 1; ; number += 1) {
        const page = await fetchNumbered(options, number, signal);
        check(page, number);
        totals.add(page.meta.total);
        inRound.fresh(page.rows);
        const last = isLastPage(page, number, options.pageSize);
        const [total] = totals;
        // Without X-Total, two rounds of as many ids are all that can be asked.
        const rested = last && totals.size === 1 && inRound.size === (total ?? before);
        yield { page, rows: delivered.fresh(page.rows), resume: rested ? null : { kind: "restart" } };
        if (rested) return;
        if (last) break;
      }
      before = inRound.size;
      words = `X-Total ${[...totals].map(String).join(" then ")}, ${String(inRound.size)} distinct ids`;
    }
    throw new TraversalError(`${options.resource}: the list does not come to rest (${words} in the last of ${String(mostRounds)} rounds)`, {
      context: { resource: options.resource },
      hint: "Try again when less is going on; this list has no order to read it safely by.",
    });
  };
}
