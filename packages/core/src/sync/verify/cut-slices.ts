import type { IdRange } from "../ports.js";
import { countBelow, type Look } from "./look.js";

/** A part of the circle as ranges of ids: one, or both ends of the line, the later one first. */
export type Slice = readonly [IdRange, IdRange?];

/** Cuts a range into slices of equal size, as if its ends met: the last one is both ends of the line. @param offset from 0 to 1, where the first cut is */
export function cutSlices({ ours }: Look, { from, to }: IdRange, count: number, offset: number): readonly Slice[] {
  const low = countBelow(ours, from);
  const rows = countBelow(ours, to + 1) - low;
  const cuts = Array.from({ length: count }, (_, at) => ours[low + Math.floor(((at + offset) * rows) / count)] ?? from);
  const begin = cuts[0] ?? from;
  return cuts.map((cut, at): Slice => {
    const next = cuts[at + 1];
    if (next !== undefined) return [{ from: cut, to: next - 1 }];
    return begin > from ? [{ from: cut, to }, { from, to: begin - 1 }] : [{ from: cut, to }];
  });
}
