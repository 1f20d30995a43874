import { lastId } from "../../../client/traversal/span.js";
import { countIn, idsWithin } from "../../ids/id-ranges.js";
import type { IdRange } from "../../ports/index.js";
import { pagesOf } from "./balance.js";
import { assume, gained, relate } from "./count-offsets.js";
import type { ProbeAnswer } from "./probe.js";
import type { ProbedList } from "./probed-list.js";

/**
 * The first hit: it counts the whole list, and so says what reading it would cost.
 * @param size rows to read with it
 * @default a page
 */
export async function countList(list: ProbedList, size = list.pageSize): Promise<number> {
  const all: IdRange = { from: 0, to: lastId };
  const probed = await probe(list, all, size);
  list.total = probed.total;
  list.balance.reading += Math.max(1, pagesOf(probed.total, list.pageSize));
  if (size === list.pageSize) takePage(list, all, probed);
  return probed.total;
}

/**
 * Reads a page from the beginning of a segment, and counts from there to the end of a range. Where the range
 * ends within a segment, the count cuts it in two whose differences are known. One hit.
 */
export async function readPage(list: ProbedList, range: IdRange): Promise<void> {
  const probed = await probe(list, range, list.pageSize);
  cut(list, range.to + 1);
  takePage(list, range, probed);
}

/**
 * Counts from an id in one segment to an id in a later one, both with the expected count. If this count is as
 * expected too, both segments are cut in two, whose counts are assumed to match as well; if not, a second
 * count says which of them differs. One hit, or two.
 */
export async function countBetween(list: ProbedList, { from, to }: IdRange): Promise<void> {
  const [lower, upper] = [segmentAt(list, from), segmentAt(list, to + 1)];
  if (lower === undefined || upper === undefined) return;
  assume(list.offsets, from, lower.from);
  await probe(list, { from, to }, 1);
  cut(list, from);
  cut(list, to + 1);
  if (gained(list.offsets, upper.from, to + 1).diff !== 0)
    await readPage(list, { from: lower.from, to: from - 1 });
}

/** Reads everything that is not read yet, page after page, whatever the counts say. */
export async function readRest(list: ProbedList): Promise<void> {
  for (let [first] = list.unread; first !== undefined; [first] = list.unread)
    await readPage(list, { from: first.from, to: list.unread.at(-1)?.to ?? first.to });
}

async function probe(list: ProbedList, range: IdRange, size: number): Promise<ProbeAnswer> {
  const probed = await list.probe(range, size);
  list.balance.spent += 1;
  relate(list.offsets, range.from, range.to + 1, probed.total - countIn(list.ours, range));
  return probed;
}

function segmentAt({ unread }: ProbedList, id: number): IdRange | undefined {
  return unread.find(({ from, to }) => from <= id && id <= to);
}

/** Cuts the segment that has an id and the one below it. */
function cut(list: ProbedList, at: number): void {
  list.unread = list.unread.flatMap(({ from, to }) =>
    from < at && at <= to
      ? [
          { from, to: at - 1 },
          { from: at, to },
        ]
      : [{ from, to }],
  );
}

/**
 * Takes in a page that begins where a segment does: compares it with ours id by id; what follows it stays
 * unread.
 */
function takePage(list: ProbedList, { from, to }: IdRange, { total, ids, items }: ProbeAnswer): void {
  const last = ids.at(-1);
  const page: IdRange = { from, to: total <= ids.length || last === undefined ? to : last };
  const mine = idsWithin(list.ours, page);
  const [ours, theirs] = [new Set(mine), new Set(ids)];
  for (const id of ids) if (!ours.has(id)) list.missing.set(id, items.get(id));
  for (const id of mine) if (!theirs.has(id)) list.surplus.add(id);
  relate(list.offsets, from, page.to + 1, ids.length - mine.length);
  list.unread = list.unread.flatMap((segment) =>
    segment.to < from || segment.from > page.to
      ? [segment]
      : segment.to <= page.to
        ? []
        : [{ from: page.to + 1, to: segment.to }],
  );
  const ends = new Set(list.unread.flatMap((segment) => [segment.from, segment.to + 1]));
  for (const at of list.offsets.keys()) if (!ends.has(at)) list.offsets.delete(at);
}
