import type { RateHeaders } from "./rate-headers.js";

const hourMs = 3_600_000;

/**
 * The window of the hour: 42's own clock hour. Its time is estimated from `Date` headers, always from below, so that a new hour is
 * used only when it surely began. All times are local milliseconds unless named otherwise.
 */
export interface HourWindow {
  /** When the next hit is available: null for now. */
  opensAt(now: number): number | null;
  /** Counts a hit. */
  take(): void;
  observe(headers: RateHeaders, now: number): void;
  exhausted(until: number, now: number): void;
  /** `left` and `resetsAt` are null until an answer has told. */
  usage(now: number): { readonly perHour: number; readonly left: number | null; readonly resetsAt: number | null };
}

export function createHourWindow(defaultPerHour: number): HourWindow {
  let perHour = defaultPerHour;
  let used = 0;
  /** The server's hour that `used` belongs to, in hours since 1970. */
  let hour: number | null = null;
  /** Server time minus local time, at least. */
  let aheadMs = 0;
  let lastDate: number | null = null;
  let blockedUntil: number | null = null;
  let told = false;

  const begin = (next: number): void => {
    hour = next;
    used = 0;
    blockedUntil = null;
  };
  const turn = (now: number): number => {
    const estimated = Math.floor((now + aheadMs) / hourMs);
    if (hour === null || estimated > hour) begin(estimated);
    else if (blockedUntil !== null && now >= blockedUntil) begin(hour);
    return hour ?? estimated;
  };
  const resetsAt = (now: number): number => {
    const end = blockedUntil ?? (turn(now) + 1) * hourMs - aheadMs;
    // A local clock that jumped back must not make an hour longer than an hour.
    return Math.min(end, now + hourMs);
  };
  /** Corrects downward only: an answer that was under way for long knows less than we do. */
  const correct = (left: number | null): void => {
    if (left !== null) used = Math.max(used, perHour - left);
  };

  return {
    opensAt: (now) => {
      turn(now);
      return blockedUntil !== null || used >= perHour ? resetsAt(now) : null;
    },
    take: () => {
      used += 1;
    },
    observe: (headers, now) => {
      perHour = headers.perHour ?? perHour;
      told ||= headers.perHour !== null || headers.leftThisHour !== null;
      if (headers.date === null) {
        correct(headers.leftThisHour);
        return;
      }
      const date = headers.date.getTime();
      // Answers overtake each other: an older one knows nothing about the present hour.
      if (lastDate !== null && date < lastDate) return;
      lastDate = date;
      aheadMs = date - now;
      const current = Math.floor(date / hourMs);
      if (hour === null || current > hour) begin(current);
      // A local clock that was ahead had begun the hour too early.
      else hour = current;
      // An answer of 12:00:00 may have been counted at 11:59:59: what it says is left is then of the hour that ended.
      const countedAfter = date - Math.max(0, now - headers.sentAt);
      if (Math.floor(countedAfter / hourMs) === current) correct(headers.leftThisHour);
    },
    exhausted: (until, now) => {
      turn(now);
      blockedUntil = Math.min(until, now + hourMs);
    },
    usage: (now) => {
      turn(now);
      const left = blockedUntil !== null ? 0 : Math.max(0, perHour - used);
      return { perHour, left: told ? left : null, resetsAt: told ? resetsAt(now) : null };
    },
  };
}
