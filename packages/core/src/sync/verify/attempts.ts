import type { Coverage, IdRange } from "../ports/index.js";

/**
 * How ranges are noted that had a turn in which 42 failed them, so that others have the next one: beside what
 * was compared, under the complements of the ids (-1 for 0), which no row has.
 */
export function toAttempts(ranges: readonly IdRange[]): readonly IdRange[] {
  return ranges.map(({ from, to }) => ({ from: -1 - to, to: -1 - from }));
}

/** What was compared, and what was tried and failed, each ascending by the ids that it stands for. */
export function splitAttempts(noted: readonly Coverage[]): {
  readonly compared: readonly Coverage[];
  readonly tried: readonly Coverage[];
} {
  const tried = noted
    .filter(({ to }) => to < 0)
    .map(({ from, to, readAt }) => ({ from: -1 - to, to: -1 - from, readAt }));
  return { compared: noted.filter(({ to }) => to >= 0), tried: tried.reverse() };
}
