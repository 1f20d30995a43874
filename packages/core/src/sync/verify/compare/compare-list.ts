import type { HitAllowance } from "../hit-allowance.js";
import { pagesOf } from "../locate/balance.js";
import { locate } from "../locate/locate.js";
import type { ProbedList } from "../locate/probed-list.js";
import { countList, readPage, readRest } from "../locate/read-range.js";
import { segmentsOf } from "../locate/segments.js";
import { countSlices } from "./count-slices.js";

/** Most hits of a list when searching for hidden differences; a list of fewer pages is read instead. */
const mostHits = 45;
/**
 * Hits that finding a pair may take once a slice shows it: a count, twice five pages, confirming by id, and
 * the very first.
 */
const reserved = 13;
/**
 * Fewer hits than this would show too little. At most a third of the pages, so that finding what they show is
 * still cheaper than reading.
 */
const fewestHits = 8;
/** A list of so few pages is read when its count differs: searching it would hardly be cheaper. */
const fewPages = 15;
/** So is one where a row in this many pages differs: a search would touch most of its pages. */
const searchedShare = 4;

export interface CompareListOptions {
  readonly random: () => number;
  readonly allowance: HitAllowance;
}

/**
 * Compares a list with ours. The first hit counts it and reads a page. A short list is read. In a long list
 * whose count matches, slices are counted; where the count doesn't match, the differing rows are located, and
 * pairs that may hide behind them are left to the next comparison.
 *
 * Reading a list by keyset takes X-Total / rows a page, rounded up, and one hit where it is empty. This never
 * takes more, except for one hit where 42 has less than a page in place of several pages of ours (see
 * `locate`).
 */
export async function compareList(
  list: ProbedList,
  { random, allowance }: CompareListOptions,
): Promise<void> {
  await countList(list);
  const [rest] = segmentsOf(list);
  if (rest === undefined) return;
  const pages = pagesOf(Math.max(rest.ours, rest.theirs), list.pageSize);
  const isDear =
    pages < (rest.diff === 0 ? mostHits : fewPages) || searchedShare * Math.abs(rest.diff) >= pages;
  if (isDear && pages <= allowance.remaining) return readRest(list);
  if (rest.diff !== 0) {
    // New rows usually have the highest ids: counting up to our last one saves searching for each of them.
    const newest = list.ours.at(-1) ?? 0;
    if (rest.diff > 0 && 2 * rest.diff < pages && newest > rest.from)
      await readPage(list, { from: rest.from, to: newest });
    return locate(list);
  }
  const hits = Math.min(
    mostHits - reserved,
    Math.floor(pages / 3),
    Math.max(fewestHits, mostHits - reserved + 1 - allowance.spent),
    allowance.remaining - reserved,
  );
  if (hits >= fewestHits && rest.ours >= 4 * hits) await countSlices(list, rest, { hits, random });
}
