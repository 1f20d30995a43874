import { countIn } from "../../ids/id-ranges.js";
import type { IdRange } from "../../ports/index.js";
import { counted, gained } from "./count-offsets.js";
import type { ProbedList } from "./probed-list.js";

/** A part of a list that was not read, and what counts say about it. */
export interface Segment extends IdRange {
  /** Our rows in it. */
  readonly ours: number;
  /** Rows that 42 has in it. */
  readonly theirs: number;
  /** How many rows more 42 has in it than we have. At 0 it may still hide a surplus and a missing row. */
  readonly diff: number;
  /** Whether that was counted rather than assumed from other counts. */
  readonly isCounted: boolean;
}

/** What was not read, ascending. */
export function segmentsOf(list: ProbedList): readonly Segment[] {
  return list.unread.map(({ from, to }) => {
    const { diff, isCounted } = gained(list.offsets, from, to + 1);
    const ours = countIn(list.ours, { from, to });
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

/** Segments together with all those that share an assumption with them, so that one count changes both. */
export function withRelated(
  { offsets }: ProbedList,
  chosen: readonly Segment[],
  all: readonly Segment[],
): readonly Segment[] {
  const groupsOf = ({ from, to }: Segment): readonly number[] =>
    [from, to + 1].flatMap((at) => offsets.get(at)?.group ?? counted).filter((group) => group !== counted);
  const groups = new Set(chosen.flatMap(groupsOf));
  const reached = new Set(chosen);
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
export function unreadRows(list: ProbedList): readonly number[] {
  return segmentsOf(list).flatMap(({ ours }) => (ours > 0 ? [ours] : []));
}

/** Rows by which 42's count differs beyond what was found. */
export function unlocatedRows({ total, ours, missing, surplus }: ProbedList): number {
  return total === undefined ? 0 : Math.abs(total - ours.length - missing.size + surplus.size);
}

/**
 * The probability that one surplus and one missing row, each anywhere among the rows, hide each other: that
 * both are in one slice of which only the count is known. Rows that were read hide nothing. It holds for one
 * pair: with several, it is less likely that none shows and more likely that one of them doesn't.
 *
 * @param unread rows of each such slice
 * @param rows rows in all
 */
export function hiddenPairChance(unread: readonly number[], rows: number): number {
  return rows === 0 ? 0 : unread.reduce((sum, slice) => sum + (slice / rows) ** 2, 0);
}
