import type { RateHeaders } from "./rate-headers.js";

const hourMs = 3_600_000;

/** How far the estimated time may be behind the server's: `Date` has whole seconds, and an answer is under way. */
const doubtMs = 2_000;

/**
 * The window of the hour: 42's own clock hour. Its time is estimated from `Date` headers, always from below, so that a new hour is
 * used only when it surely began. All times are milliseconds of one clock, the local or the shared one, unless named otherwise.
 */
export interface HourWindow {
  /** When the next hit is available: null for now. */
  opensAt(now: number): number | null;
  /** Counts a hit that starts at this time. */
  take(at: number): void;
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
  /** Hits that were counted for a later hour before an answer told that it had not begun. */
  early?: { readonly hour: number; readonly used: number } | null;
  /** Starts of the last hits: those shortly before an hour begins may be counted in it. */
  recent?: readonly number[];
}

export function freshHour(perHour: number): HourState {
  return { perHour, used: 0, hour: null, aheadMs: 0, lastDate: null, blockedUntil: null, told: false };
}

export function createHourWindow(state: HourState): HourWindow {
  const begin = (next: number): void => {
    state.hour = next;
    const doubtful = (state.recent ?? []).filter((at) => at > next * hourMs - state.aheadMs - doubtMs).length;
    state.used = state.early?.hour === next ? state.early.used : doubtful;
    state.early = null;
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
    take: (at) => {
      state.used += 1;
      state.recent = [...(state.recent ?? []).filter((one) => one > at - doubtMs), at];
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
      const isFirst = state.lastDate === null;
      state.lastDate = date;
      state.aheadMs = date - now;
      const current = Math.floor(date / hourMs);
      // Until the first answer the hour was a guess; the hits since then are of this one.
      if (isFirst) state.hour = current;
      else if (state.hour === null || current > state.hour) begin(current);
      // A clock that was ahead had begun the hour too early, or somebody has a start in the next one already: those hits must not be forgotten.
      else if (current < state.hour) {
        state.early = { hour: state.hour, used: state.used };
        state.hour = current;
      }
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
