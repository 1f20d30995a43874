import type { IdRange } from "../../ports/index.js";

/** How many ascending ids are below a bound, by halving. */
export function countBelow(ids: readonly number[], bound: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? Infinity) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many ascending ids are in a range. */
export function countIn(ids: readonly number[], { from, to }: IdRange): number {
  return countBelow(ids, to + 1) - countBelow(ids, from);
}

/** Ascending ids that are in a range. */
export function idsWithin(ids: readonly number[], { from, to }: IdRange): readonly number[] {
  return ids.slice(countBelow(ids, from), countBelow(ids, to + 1));
}
