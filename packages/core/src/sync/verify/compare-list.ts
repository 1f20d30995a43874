import { lastId } from "../../client/traversal/span.js";
import { countSlices } from "./count-slices.js";
import type { HitAllowance } from "./hit-allowance.js";
import { locate, readThrough } from "./locate.js";
import { countIn, readPage, type Look, type Segment } from "./look.js";

/** Hits that a look for hidden differences may bring a list to; one of so many pages is read instead. */
const mostHits = 45;
/** Hits that finding a pair may take once a slice shows it: a count, twice five pages, asking by id, and the very first. */
const reserved = 13;
/** Fewer hits than these would tell too little; and of pages a third, so that finding what they show is still cheaper than reading. */
const fewestHits = 8;
/** A list of so few pages is read when its count differs: searching it would hardly be cheaper. */
const fewPages = 15;
/** So is one where a row in so many pages differs: cut apart at each of them, its pages would be read in more hits than there are. */
const searchedShare = 4;

export interface CompareListOptions {
  readonly random: () => number;
  readonly allowance: HitAllowance;
}

/**
 * Compares a list with ours. Its first hit counts it and reads a page. A short list is read; of a long one whose number is right, slices
 * are counted; where the number is not right, the very rows are found, and what may hide behind them is left to the next count.
 *
 * @returns how many rows the list has.
 */
export async function compareList(look: Look, { random, allowance }: CompareListOptions): Promise<number> {
  const { ours, pageSize } = look;
  const { diff, rest } = await readPage(look, { from: 0, to: lastId });
  const total = ours.length + diff;
  if (rest === undefined) return total;
  const mine = countIn(ours, rest);
  const pages = Math.ceil(Math.max(mine, mine + rest.diff) / pageSize);
  const isDear = pages < (rest.diff === 0 ? mostHits : fewPages) || searchedShare * Math.abs(rest.diff) >= pages;
  if (isDear && pages <= allowance.left) await readThrough(look, rest);
  else if (rest.diff > 0 && 2 * rest.diff < pages) await locateNewestFirst(look, rest);
  else if (rest.diff !== 0) await locate(look, rest);
  else {
    const hits = Math.min(mostHits - reserved, Math.floor(pages / 3), Math.max(fewestHits, mostHits - reserved + 1 - allowance.spent));
    if (hits + reserved > allowance.left || mine < 4 * hits) look.unread.push(mine);
    else await countSlices(look, rest, { hits, random });
  }
  return total;
}

/** Rows that came since have the highest ids as a rule: one hit behind our last one saves the search for each of them. */
async function locateNewestFirst(look: Look, rest: Segment): Promise<void> {
  const newest = (look.ours.at(-1) ?? 0) + 1;
  if (newest <= rest.from) return locate(look, rest);
  const page = await readPage(look, { from: newest, to: rest.to });
  await readThrough(look, page.rest);
  await locate(look, { from: rest.from, to: newest - 1, diff: rest.diff - page.diff });
}
