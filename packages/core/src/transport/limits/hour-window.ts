import type { RateHeaders } from "./rate-headers.js";

const hourMs = 3_600_000;

/**
 * How far the estimated time may be behind the server's: `Date` has whole seconds, and an answer takes time
 * to arrive.
 */
const doubtMs = 2_000;

/**
 * The window of the hour: 42's own clock hour. Its time is estimated from `Date` headers, always from below,
 * so that a new hour is used only when it has certainly begun. All times are milliseconds of one clock, the
 * local or the shared one, unless named otherwise.
 */
export interface HourWindow {
  /** When the next hit is available: null for now. */
  opensAt(now: number): number | null;
  /** Counts a hit that starts at this time. */
  take(at: number): void;
  /** Returns a hit that did not start. */
  giveBack(at: number): void;
  /**
   * Learns from an answer; returns how many hits the server had counted, when that is certainly within one
   * hour.
   */
  observe(headers: RateHeaders, now: number): ServerCount | null;
  /** It is proven that no more hits than these were and will be sent in the current hour. */
  lower(most: ServerCount): void;
  exhausted(until: number, now: number): void;
  /** `remaining` and `resetsAt` are null before the first answer. */
  usage(now: number): {
    readonly perHour: number;
    readonly remaining: number | null;
    readonly resetsAt: number | null;
  };
}

/** What the server had counted in an hour when it counted a hit, that hit included. */
export interface ServerCount {
  /** The server's, in hours since 1970. */
  readonly hour: number;
  readonly count: number;
}

/** The state of an hour's window; plain JSON, changed in place. */
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
  /** Hits that were counted for a later hour before an answer showed that it had not begun. */
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
  /** Corrects downward only: an answer that took long to arrive knows less than we do. */
  const correct = (remaining: number | null): void => {
    if (remaining !== null) state.used = Math.max(state.used, state.perHour - remaining);
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
    giveBack: (at) => {
      const of = Math.floor((at + state.aheadMs) / hourMs);
      if (state.hour === of) state.used = Math.max(0, state.used - 1);
      else if (state.early?.hour === of) state.early = { hour: of, used: Math.max(0, state.early.used - 1) };
      const index = state.recent?.indexOf(at) ?? -1;
      if (index >= 0) state.recent = state.recent?.toSpliced(index, 1) ?? [];
    },
    lower: ({ hour, count }) => {
      if (state.hour === hour) state.used = Math.min(state.used, count);
    },
    observe: (headers, now) => {
      state.perHour = headers.perHour ?? state.perHour;
      state.told ||= headers.perHour !== null || headers.remainingThisHour !== null;
      if (headers.date === null) {
        correct(headers.remainingThisHour);
        return null;
      }
      const date = headers.date.getTime();
      // An answer of 12:00:00 may have been counted at 11:59:59: its remaining hits are then those of the
      // hour that ended.
      const ofDate = Math.floor(date / hourMs);
      const isSure = Math.floor((date - Math.max(0, now - headers.sentAt)) / hourMs) === ofDate;
      const counted =
        isSure && headers.remainingThisHour !== null
          ? { hour: ofDate, count: state.perHour - headers.remainingThisHour }
          : null;
      // Answers overtake each other: an older one knows nothing about the current hour.
      if (state.lastDate !== null && date < state.lastDate) return counted;
      const isFirst = state.lastDate === null;
      state.lastDate = date;
      state.aheadMs = date - now;
      // Until the first answer the hour was a guess; the hits since then are of this one.
      if (isFirst) state.hour = ofDate;
      else if (state.hour === null || ofDate > state.hour) begin(ofDate);
      // A clock that was ahead had begun the hour too early, or a start is already in the next one: those
      // hits must not be forgotten.
      else if (ofDate < state.hour) {
        state.early = { hour: state.hour, used: state.used };
        state.hour = ofDate;
      }
      if (isSure) correct(headers.remainingThisHour);
      return counted;
    },
    exhausted: (until, now) => {
      turn(now);
      state.blockedUntil = Math.min(until, now + hourMs);
    },
    usage: (now) => {
      turn(now);
      const remaining = state.blockedUntil !== null ? 0 : Math.max(0, state.perHour - state.used);
      return {
        perHour: state.perHour,
        remaining: state.told ? remaining : null,
        resetsAt: state.told ? resetsAt(now) : null,
      };
    },
  };
}
