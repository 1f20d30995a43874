import { readPage } from "./read-range.js";
import { pagesOf, spareHits } from "./balance.js";
import { countBelow, idsWithin } from "./count-ids.js";
import type { Look } from "./probe-list.js";
import { runsOf, segmentsOf, type Segment } from "./segments.js";

/**
 * Finds the rows that make segments differ. Each hit reads the page that comes next in what differs, and
 * counts up to the middle of it: so no hit is spent on rows of which nothing is learnt, 2^k - 1 pages are
 * searched in k hits, and what differs everywhere is read page after page.
 *
 * A count up to the middle can only be in vain where 42 has not even a page in place of half of a segment.
 * Where one was, nothing more is risked until a half that agrees has made up for it. So it takes one hit more
 * than reading at most.
 */
export async function locate(look: Look): Promise<void> {
  for (let run = differingRun(look); run !== undefined; run = differingRun(look)) {
    const { first, to } = run;
    if (first.theirs === 0 && first.isCounted) {
      for (const id of idsWithin(look.ours, first)) look.surplus.add(id);
      look.unread = look.unread.filter(({ from }) => from !== first.from);
    } else
      await readPage(look, {
        from: first.from,
        to: (spareHits(look) >= 0 ? endOf(look, first) : undefined) ?? to,
      });
  }
}

/** The first segment that differs, and where the last one ends that follows it without a gap. */
function differingRun(look: Look): { readonly first: Segment; readonly to: number } | undefined {
  const [run] = runsOf(segmentsOf(look).filter(({ diff }) => diff !== 0));
  const first = run?.[0];
  return first && { first, to: run?.at(-1)?.to ?? first.to };
}

/**
 * Up to where a segment is counted with its first page: all of it where its number is only assumed, else as
 * many pages as are left behind it. Undefined where so much differs that reading on is as cheap.
 */
function endOf(
  { ours, pageSize }: Look,
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
