import type { RateHeaders } from "./rate-headers.js";

const hourMs = 3_600_000;

/**
 * The window of the hour: 42's own clock hour. Its time is estimated from `Date` headers, always from below, so that a new hour is
 * used only when it surely began. All times are milliseconds of one clock, the local or the shared one, unless named otherwise.
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

/** What an hour's window remembers; plain JSON, changed in place. */
export interface HourState {
  perHour: number;
  used: number;
  /** The server's hour that `used` belongs to, in hours since 1970. */
  hour: number | null;
  /** Server time minus our time, at least. */
  aheadMs: number;
  lastDate: number | null;
  blockedUntil: number | null;
  told: boolean;
}

export function freshHour(perHour: number): HourState {
  return { perHour, used: 0, hour: null, aheadMs: 0, lastDate: null, blockedUntil: null, told: false };
}

export function createHourWindow(state: HourState): HourWindow {
  const begin = (next: number): void => {
    state.hour = next;
    state.used = 0;
    state.blockedUntil = null;
  };
  const turn = (now: number): number => {
    const estimated = Math.floor((now + state.aheadMs) / hourMs);
    if (state.hour === null || estimated > state.hour) begin(estimated);
    else if (state.blockedUntil !== null && now >= state.blockedUntil) begin(state.hour);
    return state.hour ?? estimated;
  };
  const resetsAt = (now: number): number => {
    const end = state.blockedUntil ?? (turn(now) + 1) * hourMs - state.aheadMs;
    // A clock that jumped back must not make an hour longer than an hour.
    return Math.min(end, now + hourMs);
  };
  /** Corrects downward only: an answer that was under way for long knows less than we do. */
  const correct = (left: number | null): void => {
    if (left !== null) state.used = Math.max(state.used, state.perHour - left);
  };

  return {
    opensAt: (now) => {
      turn(now);
      return state.blockedUntil !== null || state.used >= state.perHour ? resetsAt(now) : null;
    },
    take: () => {
      state.used += 1;
    },
    observe: (headers, now) => {
      state.perHour = headers.perHour ?? state.perHour;
      state.told ||= headers.perHour !== null || headers.leftThisHour !== null;
      if (headers.date === null) {
        correct(headers.leftThisHour);
        return;
      }
      const date = headers.date.getTime();
      // Answers overtake each other: an older one knows nothing about the present hour.
      if (state.lastDate !== null && date < state.lastDate) return;
      state.lastDate = date;
      state.aheadMs = date - now;
      const current = Math.floor(date / hourMs);
      if (state.hour === null || current > state.hour) begin(current);
      // A local clock that was ahead had begun the hour too early.
      else state.hour = current;
      // An answer of 12:00:00 may have been counted at 11:59:59: what it says is left is then of the hour that ended.
      const countedAfter = date - Math.max(0, now - headers.sentAt);
      if (Math.floor(countedAfter / hourMs) === current) correct(headers.leftThisHour);
    },
    exhausted: (until, now) => {
      turn(now);
      state.blockedUntil = Math.min(until, now + hourMs);
    },
    usage: (now) => {
      turn(now);
      const left = state.blockedUntil !== null ? 0 : Math.max(0, state.perHour - state.used);
      return { perHour: state.perHour, left: state.told ? left : null, resetsAt: state.told ? resetsAt(now) : null };
    },
  };
}
