/** Steps that the top of an axis may have, so that half of it is round as well. */
export type Steps = "counts" | "seconds";

/** Seconds, minutes, hours and days that are round, and so are their halves. */
const roundSeconds = [
  2, 4, 10, 20, 60, 120, 240, 600, 1200, 3600, 7200, 14_400, 28_800, 43_200, 86_400, 172_800,
];

/** A round number at or above the greatest value. */
export function roundMax(values: readonly number[], steps: Steps = "counts"): number {
  const greatest = Math.max(0, ...values);
  if (greatest === 0) return steps === "seconds" ? 60 : 10;
  if (steps === "seconds") return roundSeconds.find((step) => step >= greatest) ?? roundUp(greatest);
  return Math.max(2, roundUp(greatest));
}

function roundUp(greatest: number): number {
  const power = 10 ** Math.floor(Math.log10(greatest));
  return power * ([1, 2, 4, 6, 8, 10].find((step) => step * power >= greatest) ?? 10);
}

/**
 * A column this many times taller than the others is cut, so that they stay readable: the night that filled
 * the tables.
 */
const muchAbove = 3;

/**
 * What the axis has to reach: the greatest value, or the next one when a single one stands far above the
 * rest.
 */
export function reachOf(values: readonly number[]): number {
  const [greatest = 0, next = 0] = [...values].sort((a, b) => b - a);
  return next > 0 && greatest > next * muchAbove ? next : greatest;
}

/**
 * Which of so many columns have a label: the last one always, and every so many before it that about seven
 * are left.
 */
export function isLabelled(index: number, count: number): boolean {
  return (count - 1 - index) % labelEvery(count) === 0;
}

/** Which of the labels a narrow page is without: every other one, never the last. */
export function isSpareLabel(index: number, count: number): boolean {
  return ((count - 1 - index) / labelEvery(count)) % 2 === 1;
}

function labelEvery(count: number): number {
  return Math.ceil(count / 7);
}
