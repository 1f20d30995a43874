import type { RunEvent } from "@42sync/core/sync";
import type { Log } from "../io.js";

/** What the progress shows of the budget, read whenever it is drawn. */
export interface ProgressUsage {
  /** Hits remaining this hour; null until the API has told. */
  readonly remainingThisHour: number | null;
  readonly requestsPerSecond: number;
  readonly perHour: number;
}

/** Shows a run while it happens. */
export interface Progress {
  readonly onEvent: (event: RunEvent) => void;
  /** Logs an entry without disturbing what is drawn. */
  readonly log: Log;
  /** Leaves the terminal as it was. */
  stop(): void;
}

export interface ProgressInput {
  readonly usage: () => ProgressUsage;
  /** Whether the run sleeps until the next hour when the hits are spent. */
  readonly wait: boolean;
  /** Local milliseconds. */
  readonly now: () => number;
}

/**
 * Seconds that `pages` more pages take at the current rate, including the hours that the run sleeps through;
 * null while unknown.
 */
export function secondsRemaining(pages: number, usage: ProgressUsage, wait: boolean): number | null {
  if (usage.requestsPerSecond <= 0) return null;
  const busy = pages / usage.requestsPerSecond;
  const beyond = pages - (usage.remainingThisHour ?? Infinity);
  return wait && beyond > 0 ? Math.max(busy, Math.ceil(beyond / usage.perHour) * 3600) : busy;
}
