import { BudgetError } from "../../errors/index.js";
import type { RateHeaders } from "./rate-headers.js";

/** The state of an application's limits. */
export interface BudgetUsage {
  /** Requests allowed each second; 2 until an answer says otherwise. */
  readonly perSecond: number;
  /** Requests allowed each clock hour; 1,200 until an answer says otherwise. */
  readonly perHour: number;
  /**
   * null before the first answer; with a shared budget also when a new hour has begun and nothing was
   * reserved in it.
   */
  readonly remainingThisHour: number | null;
  /** When the next hour's requests are available, by the local clock; null when `remainingThisHour` is. */
  readonly hourResetsAt: Date | null;
  /** Requests a second over the last 60 seconds, or since the first. */
  readonly requestsPerSecond: number;
}

/**
 * The budget of one application. The default lives in the process; a shared one for several processes (in
 * PostgreSQL, say) implements this.
 */
export interface Budget {
  /**
   * Waits, first come first served, until one request may be sent, and counts it.
   *
   * @param leave hits of the hour to leave for others. @default 0
   * @throws BudgetError E_BUDGET when no more than these remain; AbortedError when the signal fires
   */
  reserve(signal?: AbortSignal, leave?: number): Promise<void>;
  /** Learns from an answer. */
  observe(headers: RateHeaders): void;
  /** The server said that no hits remain until then (local clock). */
  exhausted(until: Date): void;
  readonly usage: BudgetUsage;
}

/** No hits of the hour remain. */
export function hourError(resetsAt: Date, perHour: number): BudgetError {
  return new BudgetError(`hourly limit reached (${String(perHour)} of ${String(perHour)} hits)`, {
    limit: "hour",
    resetsAt,
    context: { perHour },
    hint: `continue after ${resetsAt.toISOString()}, or create the client with whenSpent "wait"`,
  });
}

/** All hits that remain of the hour are reserved for others. */
export function reserveError(resetsAt: Date, remaining: number, leave: number): BudgetError {
  return new BudgetError(
    `${String(remaining)} hits remain this hour, and ${String(leave)} are reserved for others`,
    {
      limit: "reserve",
      resetsAt,
      context: { remainingThisHour: remaining, reserve: leave },
      hint: `continue after ${resetsAt.toISOString()}, or lower the option reserve`,
    },
  );
}
