import type { Random } from "../random.js";
import type { World } from "../store/world.js";
import type { LifeReport } from "./life-report.js";

/**
 * What each kind of event is given: the world, chance, what happened so far, and the slice of time it happens
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

/** An instant within the slice, never after its end: the API shows nothing of the future. */
export const someInstant = ({ random, from, length }: LifeContext): number =>
  Math.floor(from + random.next() * length);

/** `updated_at` never runs backwards, whatever the order in which a slice's events are drawn. */
export const laterOf = (at: number, row: { readonly updated_at: number }): number =>
  Math.max(at, row.updated_at);
