import { cutSlices, type Slice } from "./cut-slices.js";
import { locate, readThrough } from "./locate.js";
import { countIn, readPage, type Look, type Segment } from "./look.js";

export interface SliceOptions {
  /** Hits to count with; twice as many slices. */
  readonly hits: number;
  /** From 0 to 1, 1 excluded: where the cuts are. */
  readonly random: () => number;
}

/**
 * Looks for what a count of the whole hides: a row too many and a row too few.
 *
 * The ids are laid around a circle, which random cuts divide into `2n` slices of equal size. Each of `n` hits counts half of the circle, the
 * next one half turned by one slice: what it counts more than the one before is the slice that it gained less the one that it lost, which lies
 * opposite. So two slices are told of in each hit, and a row too many and one too few show unless both are in one slice: 1 in `2n`.
 * A turn that changes the number names two slices, of which one is counted.
 */
export async function countSlices(look: Look, segment: Segment, { hits, random }: SliceOptions): Promise<void> {
  const slices = cutSlices(look, segment, 2 * hits, random());
  const turns = await countHalves(look, segment, slices);
  if (turns === undefined) return readThrough(look, segment);
  const counted = await countPairs(look, segment, { slices, ...turns });
  for (const [at, turn] of turns.turns.entries()) {
    const own = counted.get(at) ?? { diff: 0, isCounted: true, rest: undefined };
    await (own.rest === undefined ? locateSlice(look, slices[at], own.diff, own.isCounted) : locate(look, own.rest));
    await locateSlice(look, slices[at + hits], own.diff + turn, own.isCounted);
  }
}

interface Halves {
  /** What 42 has more than we have in the first half. */
  readonly first: number;
  /** What the slice opposite of each slice has more than that one. */
  readonly turns: readonly number[];
}

/** Counts each half of the circle; undefined when so much differs that reading all is cheaper than finding it. */
async function countHalves(look: Look, segment: Segment, slices: readonly Slice[]): Promise<Halves | undefined> {
  const n = slices.length / 2;
  const pages = countIn(look.ours, segment) / look.pageSize;
  const pagesOfSlice = pages / slices.length;
  const halves: number[] = [];
  let moved = 0;
  for (let at = 0; at < n; at += 1) {
    const range = { from: slices[at]?.[0].from ?? segment.from, to: (slices[at + n]?.[0].from ?? segment.to + 1) - 1 };
    halves.push((await look.probe(range, 1)).total - countIn(look.ours, range));
    if (at > 0 && halves[at] !== halves[at - 1]) moved += 1;
    const expected = (n * moved) / Math.max(1, at);
    // One pair moves two turns at most; of more, as many are expected among those to come.
    if (moved > 2 && n - at + expected * (1 + 2 * Math.log2(1 + pagesOfSlice)) > pages / 1.1) return undefined;
  }
  const [first = 0] = halves;
  return { first, turns: halves.map((half, at) => (halves[at + 1] ?? segment.diff - first) - half) };
}

interface CountedSlice {
  readonly diff: number;
  /** Whether it was counted; otherwise it is what must be left. */
  readonly isCounted: boolean;
  /** What is left of it behind the page that was read with its count. */
  readonly rest: Segment | undefined;
}

/** Counts one slice of each pair that a turn names. Of a single pair the first half tells the last one; where the sums are not right, all are counted. */
async function countPairs(look: Look, segment: Segment, { slices, first, turns }: Halves & { readonly slices: readonly Slice[] }): Promise<ReadonlyMap<number, CountedSlice>> {
  const counted = new Map<number, CountedSlice>();
  const sum = (): number => [...counted.values()].reduce((all, { diff }) => all + diff, 0);
  const count = async (at: number): Promise<void> => {
    const [range] = slices[at] ?? [];
    if (range === undefined || counted.get(at)?.isCounted === true) return;
    const { diff, rest } = await readPage(look, range);
    counted.set(at, { diff, isCounted: true, rest: rest ?? { from: range.to + 1, to: range.to, diff: 0 } });
  };
  const moved = turns.flatMap((turn, at) => (turn === 0 ? [] : [at]));
  const last = moved.length <= 2 ? moved.at(-1) : undefined;
  for (const at of moved) if (at !== last) await count(at);
  if (last !== undefined) counted.set(last, { diff: first - sum(), isCounted: false, rest: undefined });
  const whole = [...counted].reduce((all, [at, { diff }]) => all + 2 * diff + (turns[at] ?? 0), 0);
  if (whole !== segment.diff || sum() !== first) for (const at of turns.keys()) await count(at);
  return counted;
}

/** A slice whose difference is known; of one at both ends the later part is counted first. */
async function locateSlice(look: Look, slice: Slice | undefined, diff: number, isCounted: boolean): Promise<void> {
  if (slice === undefined) return;
  const [later, earlier] = slice;
  if (diff === 0) {
    const rows = countIn(look.ours, later) + (earlier === undefined ? 0 : countIn(look.ours, earlier));
    if (rows > 0) look.unread.push(rows);
    return;
  }
  if (earlier === undefined) return locate(look, { ...later, diff }, isCounted);
  const page = await readPage(look, later);
  await locate(look, { ...earlier, diff: diff - page.diff }, isCounted);
  await locate(look, page.rest);
}
