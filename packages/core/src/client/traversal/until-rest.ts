import { TraversalError } from "../../errors/index.js";
import type { RawPage } from "../fetch-page.js";
import { idOf } from "../validation/validate.js";
import {
  createEndCheck,
  createSeen,
  fetchNumbered,
  isLastPage,
  pageAt,
  type NumberedOptions,
} from "./numbered-pages.js";
import type { Traverse } from "./step.js";

const mostRounds = 5;

/**
 * Reads a list that can be neither sorted nor filtered by range again and again, until two consecutive rounds
 * find the same ids equally often and X-Total stood still during the later one and is the number of rows. One
 * round proves nothing: if as many rows come as go, the list looks still. A list of one page is a single
 * answer and cannot change within itself: one round is enough.
 * @throws TraversalError when it is still changing after five rounds
 */
export function untilRest(input: Omit<NumberedOptions, "sort">): Traverse {
  const options: NumberedOptions = { ...input, sort: null };
  return async function* (signal) {
    const delivered = createSeen();
    let before: Round | null = null;
    for (let number = 1; number <= mostRounds; number += 1) {
      const round = createRound();
      const check = createEndCheck(options.resource);
      for (let offset = 0; ;) {
        const read = await fetchNumbered(options, pageAt(offset), signal);
        check(read);
        const { page } = read;
        round.add(page);
        const last = isLastPage(read);
        const rested = last && (read.number === 1 ? round.isOnePage() : round.confirms(before));
        yield { page, rows: delivered.fresh(page.rows), resume: rested ? null : { kind: "restart" } };
        if (rested) return;
        if (last) break;
        offset = read.number * page.pageSize;
      }
      before = round;
    }
    throw new TraversalError(
      `${options.resource}: the list keeps changing (${before?.words() ?? ""} in the last ` +
        `of ${String(mostRounds)} rounds)`,
      {
        context: { resource: options.resource },
        hint: "try again at a quieter time; this list has no order that makes reading it safe",
      },
    );
  };
}

interface Round {
  /** How often each id came. */
  readonly ids: ReadonlyMap<number | string, number>;
  add(page: RawPage): void;
  /** Whether a list of one page is all that X-Total counts, rows that it repeats included. */
  isOnePage(): boolean;
  /**
   * Whether X-Total stood still, counts the rows that came, and the round before found the same ids as often.
   * Without X-Total nothing contradicts it.
   */
  confirms(before: Round | null): boolean;
  words(): string;
}

function createRound(): Round {
  const ids = new Map<number | string, number>();
  const totals = new Set<number | null>();
  let rows = 0;
  const isCounted = (): boolean => {
    const [total] = totals;
    return totals.size === 1 && rows === (total ?? rows);
  };
  return {
    ids,
    add(page) {
      totals.add(page.meta.total);
      for (const row of page.rows) {
        const id = idOf(row);
        if (id === null) continue;
        rows += 1;
        ids.set(id, (ids.get(id) ?? 0) + 1);
      }
    },
    isOnePage: isCounted,
    confirms: (before) =>
      before !== null &&
      isCounted() &&
      before.ids.size === ids.size &&
      [...ids].every(([id, times]) => before.ids.get(id) === times),
    words: () => `X-Total ${[...totals].map(String).join(" then ")}, ${String(ids.size)} distinct ids`,
  };
}
