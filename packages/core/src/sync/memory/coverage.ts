import type { Coverage, IdRange } from "../ports/index.js";

/** Coverage after these ranges were read, ascending and without overlap. */
export function cover(
  before: readonly Coverage[],
  ranges: readonly IdRange[],
  readAt: string,
): readonly Coverage[] {
  let kept = before;
  for (const { from, to } of ranges) {
    kept = kept.flatMap((one) => [
      ...(one.from < from ? [{ ...one, to: Math.min(one.to, from - 1) }] : []),
      ...(one.to > to ? [{ ...one, from: Math.max(one.from, to + 1) }] : []),
    ]);
  }
  return [...kept, ...ranges.map(({ from, to }) => ({ from, to, readAt }))].sort((a, b) => a.from - b.from);
}
