import { countBelow, countIn, readPage, type Look, type Segment } from "./look.js";

/**
 * Finds the rows that make a segment differ. One hit counts a part and so tells of its complement as well; it also carries a page of rows, so
 * that no hit is spent on rows of which nothing is learnt: 2^k - 1 pages are searched in k hits, and never more hits than pages.
 *
 * Where a difference is spread over about every other page, the pages are read one after the other. A part without a difference is left alone.
 *
 * @param isCounted whether the difference was counted; one that was only inferred is believed when a page shows it
 */
export async function locate(look: Look, segment: Segment | undefined, isCounted = true): Promise<void> {
  if (segment === undefined) return;
  const { ours } = look;
  const { from, to, diff } = segment;
  const mine = countIn(ours, segment);
  if (diff === 0) {
    if (mine > 0) look.unread.push(mine);
    return;
  }
  if (mine + diff <= 0 && isCounted) {
    for (const id of ours.slice(countBelow(ours, from), countBelow(ours, to + 1))) look.surplus.add(id);
    return;
  }
  const unit = pageUnit(look.pageSize, diff);
  const pages = Math.ceil(Math.max(mine, mine + diff) / unit);
  // The page in the middle is read; as many pages are before it as behind it.
  const before = 2 * Math.abs(diff) >= pages ? 0 : Math.floor((pages - 1) / 2);
  const cut = before === 0 ? from : (ours[countBelow(ours, from) + before * unit] ?? from);
  const page = await readPage(look, { from: cut, to });
  if (cut > from) await locate(look, { from, to: cut - 1, diff: diff - page.diff }, isCounted);
  await locate(look, page.rest);
}

/** Our rows for a page of theirs: where they have more, fewer of ours fill it. */
function pageUnit(pageSize: number, diff: number): number {
  return Math.max(Math.ceil(pageSize / 2), pageSize - Math.max(0, diff));
}

/** Reads a segment to its end, whatever the counts say. */
export async function readThrough(look: Look, segment: Segment | undefined): Promise<void> {
  for (let rest = segment; rest !== undefined; ) rest = (await readPage(look, rest)).rest;
}
