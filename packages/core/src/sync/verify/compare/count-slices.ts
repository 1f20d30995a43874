import { countBelow, idsWithin } from "../../ids/id-ranges.js";
import type { IdRange } from "../../ports/index.js";
import { hitsToRead } from "../locate/balance.js";
import { locate } from "../locate/locate.js";
import type { ProbedList } from "../locate/probed-list.js";
import { countBetween, readPage } from "../locate/read-range.js";
import { segmentsOf, withRelated, type Segment } from "../locate/segments.js";

export interface SliceOptions {
  /** Hits to count with; about twice as many slices. */
  readonly hits: number;
  /** From 0 to 1, 1 excluded: where the cuts are. */
  readonly random: () => number;
}

/** Hits that count up to one cut only, before there are parts of the list to count between. */
const singleCuts = 3;

/**
 * Searches for what a count of the whole list hides: one surplus and one missing row.
 *
 * Cuts at equal distances, the first at a random place, divide the list. A hit that counts from one cut to
 * another tests both: a pair changes the count if either cut lies between its two rows. So `n` hits test about
 * `2n` slices, and a surplus and a missing row show unless both are in one slice. What shows is located
 * immediately.
 *
 * Such a count returns no rows, and is only made where, whatever it says, reading what may then differ costs
 * no more than reading everything would have. Other hits keep reading page after page, and count up to one
 * cut.
 */
export async function countSlices(
  list: ProbedList,
  segment: Segment,
  { hits, random }: SliceOptions,
): Promise<void> {
  const most = list.balance.spent + hits;
  const cuts = cutSlices(list.ours, segment, 2 * hits - singleCuts, random());
  while (list.balance.spent < most && (await countOnce(list, cuts))) await locate(list);
}

interface Cut {
  readonly segment: Segment;
  /** The first id behind the cut. */
  readonly at: number;
}

/**
 * One count, at a cut in the largest segment and, where possible, in another one that is related to it or to
 * none. Returns whether there was one to make.
 */
async function countOnce(list: ProbedList, cuts: readonly number[]): Promise<boolean> {
  const segments = segmentsOf(list);
  const [one, ...others] = segments
    .flatMap((segment) => cutOf(segment, cuts) ?? [])
    .sort((a, b) => b.segment.ours - a.segment.ours);
  if (one === undefined) return false;
  const { reading, spent } = list.balance;
  const related = withRelated(list, [one.segment], segments);
  const other = others.find(({ segment }) => related.includes(segment)) ?? others[0];
  if (
    other !== undefined &&
    segments.length > singleCuts &&
    spent + 2 + hitsToRead(list, withRelated(list, [one.segment, other.segment], segments)) <= reading
  ) {
    const [from = 0, to = 0] = [one.at, other.at].sort((a, b) => a - b);
    await countBetween(list, { from, to: to - 1 });
    return true;
  }
  if (spent + hitsToRead(list, related) > reading) return false;
  await readPage(list, { from: one.segment.from, to: one.at - 1 });
  return true;
}

/** The cut in the middle of those within a segment. */
function cutOf(segment: Segment, cuts: readonly number[]): Cut | undefined {
  const [first, end] = [countBelow(cuts, segment.from + 1), countBelow(cuts, segment.to + 1)];
  const at = cuts[Math.floor((first + end) / 2)];
  return first === end || at === undefined ? undefined : { segment, at };
}

/**
 * Ids that cut a range into slices of equal size, ascending; the first and the last slice have a random size.
 * @param offset from 0 to 1: where the first cut is
 */
function cutSlices(
  ours: readonly number[],
  range: IdRange,
  count: number,
  offset: number,
): readonly number[] {
  const ids = idsWithin(ours, range);
  return Array.from(
    { length: count },
    (_, at) => ids[Math.floor(((at + offset) * ids.length) / count)] ?? range.from,
  );
}
