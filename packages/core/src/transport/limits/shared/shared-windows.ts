import { createHourWindow, freshHour, type HourState } from "../hour-window.js";
import { guidePerHour, guidePerSecond } from "../limiter.js";
import type { RateHeaders } from "../rate-headers.js";
import { createSecondWindow, freshSecond, type SecondState } from "../second-window.js";
import { mostSent, recentHits, type CountedHit } from "./unseen-hits.js";

/** Both windows of an application, shared by several processes: plain JSON. */
export interface WindowsState {
  perSecond: number;
  readonly second: SecondState;
  readonly hour: HourState;
  /** The hits of the last seconds. */
  counted?: readonly CountedHit[];
}

/** Where several processes keep the windows of one application. */
export interface SharedWindows {
  /**
   * Reads the windows, lets `work` change them in place, and writes them, while all other callers wait. If
   * they could not be written nothing has changed, and `work` may be called again with what is stored.
   *
   * `work` gets what is stored, or what `fresh` makes when there is nothing yet; the time by a clock that all
   * processes share, in milliseconds; and by how much that may be wrong because of latency.
   */
  change<T>(
    fresh: () => WindowsState,
    work: (windows: WindowsState, now: number, doubtMs?: number) => T,
  ): Promise<T>;
}

/** Why no request may start. */
export interface Refusal {
  readonly opensAt: number;
  /** The hits that remain of the hour, when those are for others. */
  readonly remaining: number | null;
}

/**
 * How much later than its start a request may be sent: a timer fires late, a page is being parsed. Later than
 * that, another process's start may be too close, and it is returned. The windows are longer by this, which
 * costs 1.9 % of the rate.
 */
export const lateMs = 20;
/**
 * How far ahead processes may queue. A process holds at most one second's starts, so this is enough for
 * dozens of them.
 */
const queuedMs = 60_000;
/** For an application with a higher limit, a lost hit is not worth the list. */
const mostListed = 16;

/** Windows of an application that has none yet. */
export function freshWindows(): WindowsState {
  return { perSecond: guidePerSecond, second: freshSecond(), hour: freshHour(guidePerHour) };
}

/** The windows over their stored state. All times are milliseconds of the shared clock. */
export interface OpenWindows {
  /** The start of one more request, not before `from`. */
  reserve(now: number, from: number, leave: number): number | Refusal;
  /** A request did not start. */
  giveBack(at: number): void;
  /**
   * Learns from the answer to the request of this start (undefined when it is unknown); `sentAt` of the
   * headers is by the shared clock too.
   */
  observe(headers: RateHeaders, receivedAt: number, start: number | undefined): void;
  exhausted(until: number, now: number): void;
  /** `remaining` and `resetsAt` are null before the first answer. */
  usage(at: number): {
    readonly perSecond: number;
    readonly perHour: number;
    readonly remaining: number | null;
    readonly resetsAt: number | null;
  };
}

export function openWindows(windows: WindowsState): OpenWindows {
  const second = createSecondWindow(windows.second, { queuedMs, lateMs });
  const hour = createHourWindow(windows.hour);
  const list = (hits: readonly CountedHit[]): void => {
    windows.counted = windows.perSecond > mostListed ? [] : hits;
  };
  return {
    reserve: (now, from, leave) => {
      const at = Math.ceil(second.next(now, windows.perSecond, from));
      // The hit belongs to the hour in which it will start.
      const opensAt = hour.opensAt(at);
      if (opensAt !== null) return { opensAt, remaining: null };
      const { remaining, resetsAt } = hour.usage(at);
      if (leave > 0 && remaining !== null && resetsAt !== null && remaining <= leave)
        return { opensAt: resetsAt, remaining };
      second.start(at);
      hour.take(at);
      list([...recentHits(windows.counted ?? [], now), { at }]);
      return at;
    },
    giveBack: (at) => {
      second.giveBack(at);
      hour.giveBack(at);
      const index = (windows.counted ?? []).findIndex((hit) => hit.at === at && hit.count === undefined);
      if (index >= 0) list((windows.counted ?? []).toSpliced(index, 1));
    },
    observe: (headers, receivedAt, start) => {
      windows.perSecond = headers.perSecond ?? windows.perSecond;
      second.observe(headers.refused);
      const seen = hour.observe(headers, receivedAt);
      if (seen === null) return;
      const hits = windows.counted ?? [];
      const index = hits.findIndex((hit) => hit.at === start && hit.count === undefined);
      if (index < 0) return;
      list(hits.with(index, { at: hits[index]?.at ?? 0, ...seen }));
      const most = mostSent(windows.counted ?? [], seen.hour, receivedAt);
      if (most !== null) hour.lower(most);
    },
    exhausted: (until, now) => {
      hour.exhausted(until, now);
    },
    usage: (at) => ({ perSecond: windows.perSecond, ...hour.usage(at) }),
  };
}
