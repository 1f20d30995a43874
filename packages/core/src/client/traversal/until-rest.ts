import { TraversalError } from "../../errors/index.js";
import type { RawPage } from "../fetch-page.js";
import { idOf } from "../validation/validate.js";
import {
  createRepeatCheck,
  createSeen,
  fetchNumbered,
  isLastPage,
  type NumberedOptions,
} from "./numbered-pages.js";
import type { Traverse } from "./step.js";

const mostRounds = 5;

/**
 * Reads a list that neither sorts nor ranges again and again, until two rounds after another find the same
 * ids, X-Total rested during the later one, and it is the number of distinct ids. One round proves nothing:
 * as many rows coming as going look like rest. A list of one page is one answer and cannot move within
 * itself: one round does.
 * @throws TraversalError when it does not come to rest within five rounds
 */
export function untilRest(input: Omit<NumberedOptions, "sort">): Traverse {
  const options: NumberedOptions = { ...input, sort: null };
  return async function* (signal) {
    const delivered = createSeen();
    let before: Round | null = null;
    for (let number = 1; number <= mostRounds; number += 1) {
      const round = createRound();
      const check = createRepeatCheck(options.resource);
      for (let at = 1; ; at += 1) {
        const page = await fetchNumbered(options, at, signal);
        check(page, at);
        round.add(page);
        const last = isLastPage(page, at, options.pageSize);
        const rested = last && (at === 1 ? round.isExact() : round.confirms(before));
        yield { page, rows: delivered.fresh(page.rows), resume: rested ? null : { kind: "restart" } };
        if (rested) return;
        if (last) break;
      }
      before = round;
    }
    throw new TraversalError(
      `${options.resource}: the list does not come to rest (${before?.words() ?? ""} in the last ` +
        `of ${String(mostRounds)} rounds)`,
      {
        context: { resource: options.resource },
        hint: "try again when less is going on; this list has no order to read it safely by",
      },
    );
  };
}

interface Round {
  readonly ids: ReadonlySet<number | string>;
  add(page: RawPage): void;
  /**
   * Whether X-Total stood still and is the number of distinct ids. A list without X-Total has nothing against
   * it.
   */
  isExact(): boolean;
  /** Whether it is exact and found the ids that the round before found. */
  confirms(before: Round | null): boolean;
  words(): string;
}

function createRound(): Round {
  const ids = new Set<number | string>();
  const totals = new Set<number | null>();
  const round: Round = {
    ids,
    add(page) {
      totals.add(page.meta.total);
      for (const row of page.rows) {
        const id = idOf(row);
        if (id !== null) ids.add(id);
      }
    },
    isExact() {
      const [total] = totals;
      return totals.size === 1 && ids.size === (total ?? ids.size);
    },
    confirms: (before) =>
      before !== null &&
      round.isExact() &&
      before.ids.size === ids.size &&
      [...ids].every((id) => before.ids.has(id)),
    words: () => `X-Total ${[...totals].map(String).join(" then ")}, ${String(ids.size)} distinct ids`,
  };
  return round;
}
