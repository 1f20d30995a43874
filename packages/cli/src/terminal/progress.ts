import type { RunEvent } from "@42sync/core/sync";

/** What the progress shows of the budget, read whenever it is drawn. */
export interface ProgressUsage {
  /** Hits left in this hour; null while the API has not told. */
  readonly remainingThisHour: number | null;
  readonly requestsPerSecond: number;
  readonly perHour: number;
}

/** Shows a run while it happens. */
export interface Progress {
  readonly onEvent: (event: RunEvent) => void;
  /** Says a line without disturbing what is drawn. */
  say(line: string): void;
  /** Leaves the terminal as it was. */
  stop(): void;
}

export interface ProgressInput {
  readonly usage: () => ProgressUsage;
  /** Whether the run sleeps to the next hour when the hits are spent. */
  readonly wait: boolean;
  /** Local milliseconds. */
  readonly now: () => number;
}

/**
 * Seconds that `pages` more take at the present rate, sleeping out the hours whose hits do not suffice; null
 * while unknown.
 */
export function secondsRemaining(pages: number, usage: ProgressUsage, wait: boolean): number | null {
  if (usage.requestsPerSecond <= 0) return null;
  const busy = pages / usage.requestsPerSecond;
  const beyond = pages - (usage.remainingThisHour ?? Infinity);
  return wait && beyond > 0 ? Math.max(busy, Math.ceil(beyond / usage.perHour) * 3600) : busy;
}
