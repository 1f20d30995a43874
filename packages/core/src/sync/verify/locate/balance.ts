import type { ProbedList } from "./probed-list.js";
import { runsOf, segmentsOf, type Segment } from "./segments.js";

/** Pages that so many rows take. */
export function pagesOf(rows: number, pageSize: number): number {
  return Math.ceil(rows / pageSize);
}

/** Hits to read segments. */
export function hitsToRead({ pageSize }: ProbedList, segments: readonly Segment[]): number {
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
 * Hits that may still be spent otherwise if everything that differs is then read: below zero, reading
 * everything would have been cheaper.
 */
export function spareHits(list: ProbedList): number {
  const { reading, spent } = list.balance;
  return (
    reading -
    spent -
    hitsToRead(
      list,
      segmentsOf(list).filter(({ diff }) => diff !== 0),
    )
  );
}
