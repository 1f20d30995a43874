import type { IdRange } from "../ports/index.js";

/** Each id once, ascending. */
export function ascending(ids: readonly number[]): readonly number[] {
  return [...new Set(ids)].sort((a, b) => a - b);
}

/** How many ascending ids are below a bound, by halving: it is asked after each of thousands of pages. */
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

/** The ascending ids that are in a range. */
export function idsWithin(ids: readonly number[], { from, to }: IdRange): readonly number[] {
  return ids.slice(countBelow(ids, from), countBelow(ids, to + 1));
}

/** The chosen ones of ascending ids, in runs of neighbours: an id that is not chosen ends a run. */
export function toRuns(ids: readonly number[], chosen: ReadonlySet<number>): readonly (readonly number[])[] {
  const runs: number[][] = [];
  let run: number[] | undefined;
  for (const id of ids) {
    if (!chosen.has(id)) run = undefined;
    else if (run === undefined) runs.push((run = [id]));
    else run.push(id);
  }
  return runs;
}

/** The same as ranges. Each also covers the ids between its neighbours, which nobody has. */
export function toRanges(ids: readonly number[], chosen: ReadonlySet<number>): readonly IdRange[] {
  return toRuns(ids, chosen).map((run) => ({ from: run[0] ?? 0, to: run.at(-1) ?? 0 }));
}
