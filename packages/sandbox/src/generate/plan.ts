import type { Random } from "../random.js";
import type { World } from "../store/world.js";
import { CAMPUSES, type CampusSeed } from "./catalogue/campuses.js";

/** The input of a world. */
export interface GenerateOptions {
  readonly seed: number;
  /** Students in cursus 21. */
  readonly size: number;
  /** The present time of the world, in milliseconds. */
  readonly now: number;
}

/** The input of each step of the generator. */
export interface Plan extends GenerateOptions {
  readonly random: Random;
  readonly world: World;
}

export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

const OPEN = CAMPUSES.filter(([, , , , , , , weight]) => weight > 0);
const TOTAL = OPEN.reduce((sum, [, , , , , , , weight]) => sum + weight, 0);

/** A random open campus, large ones more often. */
export function pickCampus(random: Random): CampusSeed {
  let left = random.next() * TOTAL;
  for (const campus of OPEN) {
    left -= campus[7];
    if (left < 0) return campus;
  }
  return random.pick(OPEN);
}

/**
 * The day of the instant at midnight of a campus, as erase dates are written: `2029-07-31T00:00:00.000+02:00`
 * (real rows).
 */
export const midnightAt = (instant: number, offset: string): string =>
  `${new Date(instant).toISOString().slice(0, 10)}T00:00:00.000${offset}`;
