import type { IdRange } from "../ports.js";
import type { Probe, Probed } from "./probe.js";

/** One list compared with the ids that are here: what was found so far, and what only counts tell of. */
export interface Look {
  readonly probe: Probe;
  /** Ids that the list should have, ascending. */
  readonly ours: readonly number[];
  /** Rows a page. */
  readonly pageSize: number;
  /** What 42 has and we have not, with the item where it fits its declaration. */
  readonly missing: Map<number, unknown>;
  /** What we have and the list has not. */
  readonly surplus: Set<number>;
  /** Slices that agree in number and were not read: how many rows each has. */
  readonly unread: number[];
}

/** A range of ids, and how many rows more 42 has in it than we have. */
export interface Segment extends IdRange {
  readonly diff: number;
}

/** A look at a list, before the first hit. */
export function createLook(probe: Probe, ours: readonly number[], pageSize: number): Look {
  return { probe, ours, pageSize, missing: new Map(), surplus: new Set(), unread: [] };
}

/** How many of our ids are below a bound, by halving. */
export function countBelow(ours: readonly number[], bound: number): number {
  let low = 0;
  let high = ours.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ours[middle] ?? Infinity) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of our ids are in a range. */
export function countIn(ours: readonly number[], { from, to }: IdRange): number {
  return countBelow(ours, to + 1) - countBelow(ours, from);
}

/** Asks for a page from the beginning of a range and takes it in. Answers the range's difference, and what is left of it behind the page. */
export async function readPage(look: Look, range: IdRange): Promise<{ readonly diff: number; readonly rest: Segment | undefined }> {
  const probed = await look.probe(range, look.pageSize);
  const diff = probed.total - countIn(look.ours, range);
  const last = probed.ids.at(-1);
  const end = probed.total <= probed.ids.length || last === undefined ? range.to : last;
  const within = compare(look, { from: range.from, to: end }, probed);
  return { diff, rest: end < range.to ? { from: end + 1, to: range.to, diff: diff - within } : undefined };
}

/** Compares a page with ours, id by id. Answers how many more it has. */
function compare(look: Look, { from, to }: IdRange, { ids, items }: Probed): number {
  const mine = look.ours.slice(countBelow(look.ours, from), countBelow(look.ours, to + 1));
  const [ours, theirs] = [new Set(mine), new Set(ids)];
  for (const id of ids) if (!ours.has(id)) look.missing.set(id, items.get(id));
  for (const id of mine) if (!theirs.has(id)) look.surplus.add(id);
  return ids.length - mine.length;
}
