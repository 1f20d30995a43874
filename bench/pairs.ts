import { median } from "./measurement.js";

/** The times of two sides, each in seconds. */
export interface Pairs {
  readonly floor: readonly number[];
  readonly ours: readonly number[];
  /** The floor's time as a part of ours, a ratio a turn. */
  readonly ratios: readonly number[];
  /** The middle of the ratios. */
  readonly ratio: number;
}

/**
 * Measures two sides in turn: what disturbs the machine for a while disturbs both. Every second turn begins
 * with the other side.
 */
export async function takePairs(
  rounds: number,
  floor: () => Promise<number>,
  ours: () => Promise<number>,
): Promise<Pairs> {
  const taken = { floor: [] as number[], ours: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const sides = [async () => taken.floor.push(await floor()), async () => taken.ours.push(await ours())];
    for (const turn of round % 2 === 0 ? sides : sides.reverse()) await turn();
  }
  const ratios = taken.floor.map((seconds, at) => seconds / (taken.ours[at] ?? Number.NaN));
  return { ...taken, ratios, ratio: median(ratios) };
}

/** How long a task takes. */
export async function seconds(task: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await task();
  return (performance.now() - began) / 1000;
}

/** `0.71 (0.68 to 0.74)`: the middle of several ratios and how far they reach. */
export function spread(ratios: readonly number[]): string {
  const sorted = [...ratios].sort((a, b) => a - b);
  return `${(sorted[0] ?? Number.NaN).toFixed(2)} to ${(sorted.at(-1) ?? Number.NaN).toFixed(2)}`;
}
