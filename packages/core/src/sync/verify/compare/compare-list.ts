import { beginLook, readPage, readThrough } from "../locate/read-range.js";
import { pagesOf } from "../locate/balance.js";
import { countSlices } from "./count-slices.js";
import type { HitAllowance } from "../hit-allowance.js";
import { locate } from "../locate/locate.js";
import type { Look } from "../locate/probe-list.js";
import { segmentsOf } from "../locate/segments.js";

/** Hits that a look for hidden differences may bring a list to; one of so many pages is read instead. */
const mostHits = 45;
/**
 * Hits that finding a pair may take once a slice shows it: a count, twice five pages, asking by id, and the
 * very first.
 */
const reserved = 13;
/**
 * Fewer hits than these would tell too little; and of pages a third, so that finding what they show is still
 * cheaper than reading.
 */
const fewestHits = 8;
/** A list of so few pages is read when its count differs: searching it would hardly be cheaper. */
const fewPages = 15;
/** So is one where a row in so many pages differs: a search would come by most of its pages. */
const searchedShare = 4;

export interface CompareListOptions {
  readonly random: () => number;
  readonly allowance: HitAllowance;
}

/**
 * Compares a list with ours. Its first hit counts it and reads a page. A short list is read; of a long one
 * whose number is right, slices are counted; where the number is not right, the very rows are found, and what
 * may hide behind them is left to the next count.
 *
 * Reading a list by keyset takes X-Total / rows a page, rounded up, and one hit where it is empty. This takes
 * never more, but for one hit where 42 has not even a page in place of several pages of ours (see `locate`).
 */
export async function compareList(look: Look, { random, allowance }: CompareListOptions): Promise<void> {
  await beginLook(look);
  const [rest] = segmentsOf(look);
  if (rest === undefined) return;
  const pages = pagesOf(Math.max(rest.ours, rest.theirs), look.pageSize);
  const isDear =
    pages < (rest.diff === 0 ? mostHits : fewPages) || searchedShare * Math.abs(rest.diff) >= pages;
  if (isDear && pages <= allowance.remaining) return readThrough(look);
  if (rest.diff !== 0) {
    // Rows that came since have the highest ids as a rule: counting up to our last one saves the search for
    // each of them.
    const newest = look.ours.at(-1) ?? 0;
    if (rest.diff > 0 && 2 * rest.diff < pages && newest > rest.from)
      await readPage(look, { from: rest.from, to: newest });
    return locate(look);
  }
  const hits = Math.min(
    mostHits - reserved,
    Math.floor(pages / 3),
    Math.max(fewestHits, mostHits - reserved + 1 - allowance.spent),
    allowance.remaining - reserved,
  );
  if (hits >= fewestHits && rest.ours >= 4 * hits) await countSlices(look, rest, { hits, random });
}
