import type { IdRange } from "../../ports/index.js";
import { countIn } from "./count-ids.js";
import { counted, gained } from "./count-offsets.js";
import type { Look } from "./probe-list.js";

/** A part of a list that was not read, and what counts tell of it. */
export interface Segment extends IdRange {
  /** Our rows in it. */
  readonly ours: number;
  /** Rows that 42 has in it. */
  readonly theirs: number;
  /** How many rows more 42 has in it than we have. At 0 it may still hide a row too many and one too few. */
  readonly diff: number;
  /** Whether that was counted, and is not only what other counts suggest. */
  readonly isCounted: boolean;
}

/** What was not read, ascending. */
export function segmentsOf(look: Look): readonly Segment[] {
  return look.unread.map(({ from, to }) => {
    const { diff, isCounted } = gained(look.offsets, from, to + 1);
    const ours = countIn(look.ours, { from, to });
    return { from, to, ours, theirs: Math.max(0, ours + diff), diff, isCounted };
  });
}

/**
 * Segments that follow each other without a gap, in order: they can be read page after page as if they were
 * one.
 */
export function runsOf(segments: readonly Segment[]): readonly (readonly Segment[])[] {
  const runs: Segment[][] = [];
  for (const segment of segments) {
    const open = runs.at(-1);
    if (open?.at(-1)?.to === segment.from - 1) open.push(segment);
    else runs.push([segment]);
  }
  return runs;
}

/**
 * Segments with all those whose difference becomes another when theirs does: what is assumed of them, they
 * share.
 */
export function withRelated(
  { offsets }: Look,
  those: readonly Segment[],
  all: readonly Segment[],
): readonly Segment[] {
  const groupsOf = ({ from, to }: Segment): readonly number[] =>
    [from, to + 1].flatMap((at) => offsets.get(at)?.group ?? counted).filter((group) => group !== counted);
  const groups = new Set(those.flatMap(groupsOf));
  const reached = new Set(those);
  for (let known = -1; known < groups.size;) {
    known = groups.size;
    for (const segment of all) {
      const own = groupsOf(segment);
      if (!own.some((group) => groups.has(group))) continue;
      reached.add(segment);
      for (const group of own) groups.add(group);
    }
  }
  return all.filter((segment) => reached.has(segment));
}

/** Our rows in each segment that was not read. */
export function unreadRows(look: Look): readonly number[] {
  return segmentsOf(look).flatMap(({ ours }) => (ours > 0 ? [ours] : []));
}

/** By how many rows 42's number is another than what was found explains. */
export function unlocatedRows({ total, ours, missing, surplus }: Look): number {
  return total === undefined ? 0 : Math.abs(total - ours.length - missing.size + surplus.size);
}
