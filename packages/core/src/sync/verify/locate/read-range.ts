import { lastId } from "../../../client/traversal/span.js";
import type { IdRange } from "../../ports/index.js";
import { pagesOf } from "./balance.js";
import { countIn, idsWithin } from "./count-ids.js";
import { assume, gained, relate } from "./count-offsets.js";
import type { Look } from "./probe-list.js";
import type { Probed } from "./probe.js";

/**
 * The first hit: it counts the whole, and so tells what reading would cost.
 * @param size rows to read with it
 * @default a page
 */
export async function beginLook(look: Look, size = look.pageSize): Promise<number> {
  const all: IdRange = { from: 0, to: lastId };
  const probed = await probe(look, all, size);
  look.total = probed.total;
  look.balance.reading += Math.max(1, pagesOf(probed.total, look.pageSize));
  if (size === look.pageSize) takePage(look, all, probed);
  return probed.total;
}

/**
 * Reads a page from the beginning of a segment, and counts from there to the end of a range. Where the range
 * ends within a segment, the count cuts it in two whose differences are known. One hit.
 */
export async function readPage(look: Look, range: IdRange): Promise<void> {
  const probed = await probe(look, range, look.pageSize);
  cut(look, range.to + 1);
  takePage(look, range, probed);
}

/**
 * Counts from an id in one segment to an id in a later one, of which both agree in number. A count that is as
 * expected cuts both in two that are assumed to agree as well; of another it takes a second one to tell which
 * of them differs. One hit, or two.
 */
export async function countBetween(look: Look, { from, to }: IdRange): Promise<void> {
  const [lower, upper] = [segmentAt(look, from), segmentAt(look, to + 1)];
  if (lower === undefined || upper === undefined) return;
  assume(look.offsets, from, lower.from);
  await probe(look, { from, to }, 1);
  cut(look, from);
  cut(look, to + 1);
  if (gained(look.offsets, upper.from, to + 1).diff !== 0)
    await readPage(look, { from: lower.from, to: from - 1 });
}

/** Reads all that is not read, one page after the other, whatever the counts say. */
export async function readThrough(look: Look): Promise<void> {
  for (let [first] = look.unread; first !== undefined; [first] = look.unread)
    await readPage(look, { from: first.from, to: look.unread.at(-1)?.to ?? first.to });
}

async function probe(look: Look, range: IdRange, size: number): Promise<Probed> {
  const probed = await look.probe(range, size);
  look.balance.spent += 1;
  relate(look.offsets, range.from, range.to + 1, probed.total - countIn(look.ours, range));
  return probed;
}

function segmentAt({ unread }: Look, id: number): IdRange | undefined {
  return unread.find(({ from, to }) => from <= id && id <= to);
}

/** Cuts the segment that has an id and the one below it. */
function cut(look: Look, at: number): void {
  look.unread = look.unread.flatMap(({ from, to }) =>
    from < at && at <= to
      ? [
          { from, to: at - 1 },
          { from: at, to },
        ]
      : [{ from, to }],
  );
}

/**
 * Takes a page in that begins where a segment does: compares it with ours id by id, and leaves unread what is
 * behind it.
 */
function takePage(look: Look, { from, to }: IdRange, { total, ids, items }: Probed): void {
  const last = ids.at(-1);
  const page: IdRange = { from, to: total <= ids.length || last === undefined ? to : last };
  const mine = idsWithin(look.ours, page);
  const [ours, theirs] = [new Set(mine), new Set(ids)];
  for (const id of ids) if (!ours.has(id)) look.missing.set(id, items.get(id));
  for (const id of mine) if (!theirs.has(id)) look.surplus.add(id);
  relate(look.offsets, from, page.to + 1, ids.length - mine.length);
  look.unread = look.unread.flatMap((segment) =>
    segment.to < from || segment.from > page.to
      ? [segment]
      : segment.to <= page.to
        ? []
        : [{ from: page.to + 1, to: segment.to }],
  );
  const ends = new Set(look.unread.flatMap((segment) => [segment.from, segment.to + 1]));
  for (const at of look.offsets.keys()) if (!ends.has(at)) look.offsets.delete(at);
}
