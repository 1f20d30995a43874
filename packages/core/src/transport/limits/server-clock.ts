import type { Clock } from "../../clock.js";
import { toDate } from "./rate-headers.js";

/** The server's clock, from the answers so far. */
export interface ServerClock {
  /** Learns from the answer's `Date`; `receivedAt` in local milliseconds. */
  observe(headers: Headers, receivedAt: number): void;
  /**
   * The latest `Date` and the local time since; null before the first answer. Never ahead of the server,
   * except for drift.
   */
  now(): Date | null;
}

export function createServerClock(clock: Clock): ServerClock {
  let last: { readonly date: number; readonly at: number } | undefined;
  return {
    observe: (headers, receivedAt) => {
      const date = toDate(headers)?.getTime();
      if (date !== undefined && (last === undefined || date >= last.date)) last = { date, at: receivedAt };
    },
    // A local clock that jumped back since must not turn the server's clock back.
    now: () => (last === undefined ? null : new Date(last.date + Math.max(0, clock.now() - last.at))),
  };
}
