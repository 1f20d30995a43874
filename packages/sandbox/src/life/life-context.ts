import type { Random } from "../random.js";
import type { World } from "../store/world.js";
import type { LifeReport } from "./life-report.js";

/**
 * The input of each event: the world, randomness, what happened so far, and the slice of time it happens
 * in.
 */
export interface LifeContext {
  readonly world: World;
  readonly random: Random;
  readonly report: LifeReport;
  /** When the slice begins, and how long it is, in milliseconds. */
  readonly from: number;
  readonly length: number;
}

/** An instant within the slice, never after its end: the API shows nothing from the future. */
export const someInstant = ({ random, from, length }: LifeContext): number =>
  Math.floor(from + random.next() * length);

/** `updated_at` never goes backwards, whatever the order of a slice's events. */
export const laterOf = (at: number, row: { readonly updated_at: number }): number =>
  Math.max(at, row.updated_at);
