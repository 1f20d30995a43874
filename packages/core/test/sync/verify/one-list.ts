import { compareList } from "../../../src/sync/verify/compare/compare-list.js";
import { createHitAllowance } from "../../../src/sync/verify/hit-allowance.js";
import { createProbedList } from "../../../src/sync/verify/locate/probed-list.js";
import type { Probe } from "../../../src/sync/verify/locate/probe.js";
import { hiddenPairChance, unreadRows } from "../../../src/sync/verify/locate/segments.js";

/** Numbers from 0 to 1 that depend on the seed only (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** So many ascending ids, with gaps as real tables have them. */
export function idsOf(count: number, random: () => number): number[] {
  let id = 0;
  return Array.from({ length: count }, () => (id += 1 + Math.floor(random() * 5)));
}

export interface Outcome {
  readonly missing: readonly number[];
  readonly surplus: readonly number[];
  readonly hits: number;
  readonly chance: number;
  readonly total: number;
}

export interface OneList {
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  readonly random: () => number;
  readonly pageSize?: number;
  readonly most?: number;
}

/** Compares two lists of ids as 42 would be asked: a count and a page a hit. */
export async function compareIds({
  ours,
  theirs,
  random,
  pageSize = 100,
  most = Infinity,
}: OneList): Promise<Outcome> {
  let hits = 0;
  const allowance = createHitAllowance(most, () => hits);
  const below = (bound: number): number => {
    let [low, high] = [0, theirs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (theirs[middle]! < bound) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const probe: Probe = ({ from, to }, size) => {
    allowance.take();
    hits += 1;
    const [start, end] = [below(from), below(to + 1)];
    const ids = theirs.slice(start, Math.min(end, start + size));
    return Promise.resolve({ total: end - start, ids, items: new Map(ids.map((id) => [id, { id }])) });
  };
  const list = createProbedList(probe, ours, pageSize);
  await compareList(list, { random, allowance });
  const ascending = (ids: Iterable<number>): number[] => [...ids].sort((a, b) => a - b);
  return {
    missing: ascending(list.missing.keys()),
    surplus: ascending(list.surplus),
    hits,
    chance: hiddenPairChance(unreadRows(list), ours.length),
    total: list.total ?? -1,
  };
}

/** Takes out so many of the ids, at random; answers what is left and what was taken, ascending. */
export function takeOut(
  ids: readonly number[],
  count: number,
  random: () => number,
): { readonly remaining: number[]; readonly taken: number[] } {
  const taken = new Set<number>();
  while (taken.size < count) taken.add(ids[Math.floor(random() * ids.length)]!);
  return { remaining: ids.filter((id) => !taken.has(id)), taken: [...taken].sort((a, b) => a - b) };
}
