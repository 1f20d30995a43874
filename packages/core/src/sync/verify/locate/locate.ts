import { countBelow, idsWithin } from "../../ids/id-ranges.js";
import { pagesOf, spareHits } from "./balance.js";
import type { ProbedList } from "./probed-list.js";
import { readPage } from "./read-range.js";
import { runsOf, segmentsOf, type Segment } from "./segments.js";

/**
 * Locates the rows that make segments differ. Each hit reads the next page of what differs and counts up to
 * its middle. So no hit is wasted on rows that say nothing, k hits search 2^k - 1 pages, and what differs
 * everywhere is read page after page.
 *
 * A count up to the middle is only wasted where 42 has less than a page in place of half a segment. After
 * that, nothing more is risked until a half that matches has made up for it. So it takes at most one hit more
 * than reading.
 */
export async function locate(list: ProbedList): Promise<void> {
  for (let run = differingRun(list); run !== undefined; run = differingRun(list)) {
    const { first, to } = run;
    if (first.theirs === 0 && first.isCounted) {
      for (const id of idsWithin(list.ours, first)) list.surplus.add(id);
      list.unread = list.unread.filter(({ from }) => from !== first.from);
    } else
      await readPage(list, {
        from: first.from,
        to: (spareHits(list) >= 0 ? endOf(list, first) : undefined) ?? to,
      });
  }
}

/** The first segment that differs, and where the last one ends that follows it without a gap. */
function differingRun(list: ProbedList): { readonly first: Segment; readonly to: number } | undefined {
  const [run] = runsOf(segmentsOf(list).filter(({ diff }) => diff !== 0));
  const first = run?.[0];
  return first && { first, to: run?.at(-1)?.to ?? first.to };
}

/**
 * Up to where a segment is counted with its first page: all of it where its count is only assumed, otherwise
 * half of the pages after the first. Undefined where so much differs that reading on is as cheap.
 */
function endOf(
  { ours, pageSize }: ProbedList,
  { from, to, diff, isCounted, ...rows }: Segment,
): number | undefined {
  if (!isCounted) return to;
  const unit = pageUnit(pageSize, diff);
  const pages = Math.max(pagesOf(rows.ours, unit), pagesOf(rows.theirs, pageSize));
  if (2 * Math.abs(diff) >= pages) return undefined;
  const half = 1 + Math.ceil((pages - 1) / 2);
  const next = ours[countBelow(ours, from) + half * unit];
  return next === undefined || next > to ? undefined : next - 1;
}

/** Our rows for a page of theirs: where they have more, fewer of ours fill it. */
function pageUnit(pageSize: number, diff: number): number {
  return Math.max(Math.ceil(pageSize / 2), pageSize - Math.max(0, diff));
}
