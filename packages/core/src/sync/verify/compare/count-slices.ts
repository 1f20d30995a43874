import { countBetween, readPage } from "../locate/read-range.js";
import { hitsToRead } from "../locate/balance.js";
import { countBelow } from "../locate/count-ids.js";
import { cutSlices } from "./cut-slices.js";
import { locate } from "../locate/locate.js";
import type { Look } from "../locate/probe-list.js";
import { segmentsOf, withRelated, type Segment } from "../locate/segments.js";

export interface SliceOptions {
  /** Hits to count with; about twice as many slices. */
  readonly hits: number;
  /** From 0 to 1, 1 excluded: where the cuts are. */
  readonly random: () => number;
}

/** Hits that count up to one cut only, before there are parts of the list that counts can go between. */
const singleCuts = 3;

/**
 * Looks for what a count of the whole hides: a row too many and a row too few.
 *
 * Cuts at equal distances, the first at a place of chance, divide the list. A hit that counts from one cut to
 * another tells of both: where there is one pair, the number is not ours if either cut has the pair on both
 * sides of it. So `n` hits tell of about `2n` slices, and a row too many and one too few show unless both are
 * in one slice. What shows is found at once.
 *
 * Such a count carries nothing, and is only made where, whatever it says, reading what may then differ costs
 * no more than reading all would have. Other hits go on reading page after page, and count up to one cut.
 */
export async function countSlices(
  look: Look,
  segment: Segment,
  { hits, random }: SliceOptions,
): Promise<void> {
  const most = look.balance.spent + hits;
  const cuts = cutSlices(look.ours, segment, 2 * hits - singleCuts, random());
  while (look.balance.spent < most && (await countOnce(look, cuts))) await locate(look);
}

interface Cut {
  readonly segment: Segment;
  /** The first id behind the cut. */
  readonly at: number;
}

/**
 * One count, at a cut in the largest segment and, where that may be, in another one that is related to it or
 * to none. Whether there was one to make.
 */
async function countOnce(look: Look, cuts: readonly number[]): Promise<boolean> {
  const segments = segmentsOf(look);
  const [one, ...others] = segments
    .flatMap((segment) => cutOf(segment, cuts) ?? [])
    .sort((a, b) => b.segment.ours - a.segment.ours);
  if (one === undefined) return false;
  const { reading, spent } = look.balance;
  const related = withRelated(look, [one.segment], segments);
  const other = others.find(({ segment }) => related.includes(segment)) ?? others[0];
  if (
    other !== undefined &&
    segments.length > singleCuts &&
    spent + 2 + hitsToRead(look, withRelated(look, [one.segment, other.segment], segments)) <= reading
  ) {
    const [from = 0, to = 0] = [one.at, other.at].sort((a, b) => a - b);
    await countBetween(look, { from, to: to - 1 });
    return true;
  }
  if (spent + hitsToRead(look, related) > reading) return false;
  await readPage(look, { from: one.segment.from, to: one.at - 1 });
  return true;
}

/** The cut in the middle of those within a segment. */
function cutOf(segment: Segment, cuts: readonly number[]): Cut | undefined {
  const [first, end] = [countBelow(cuts, segment.from + 1), countBelow(cuts, segment.to + 1)];
  const at = cuts[Math.floor((first + end) / 2)];
  return first === end || at === undefined ? undefined : { segment, at };
}
