import type { Look } from "./probe-list.js";
import { runsOf, segmentsOf, type Segment } from "./segments.js";

/** What was spent, held against what reading the same lists would have cost. */
export interface Balance {
  /** Hits to read what was begun: X-Total of each list in pages, and one for an empty one. */
  reading: number;
  /** Hits that were spent; those that were tried again count once. */
  spent: number;
}

/** Full pages, and what is left over. */
export function pagesOf(rows: number, pageSize: number): number {
  return Math.ceil(rows / pageSize);
}

/** Hits to read segments. */
export function hitsToRead({ pageSize }: Look, segments: readonly Segment[]): number {
  return runsOf(segments).reduce(
    (sum, run) =>
      sum +
      pagesOf(
        run.reduce((rows, { theirs }) => rows + theirs, 0),
        pageSize,
      ),
    0,
  );
}

/**
 * Hits that may still be spent on something else, if all that differs is then read: below zero, reading
 * everything would have been cheaper.
 */
export function spareHits(look: Look): number {
  const { reading, spent } = look.balance;
  return (
    reading -
    spent -
    hitsToRead(
      look,
      segmentsOf(look).filter(({ diff }) => diff !== 0),
    )
  );
}
