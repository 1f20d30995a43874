import type { Coverage, IdRange, Verified, VerifiedRange } from "../ports/index.js";

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

/** What had a turn in a comparison after these ranges had theirs: what was compared, then what failed. */
export function coverVerified(
  before: readonly Verified[],
  ranges: readonly VerifiedRange[],
  readAt: string,
): readonly Verified[] {
  return [false, true].flatMap((failed) => {
    const isOfThese = (one: VerifiedRange): boolean => one.failed === failed;
    const kept = cover(before.filter(isOfThese), ranges.filter(isOfThese), readAt);
    return kept.map(({ from, to, readAt: at }) => ({ from, to, readAt: at, failed }));
  });
}
