import type { Clock } from "../../clock.js";
import { type Budget, hourError, reserveError } from "./budget.js";
import { abortable, throwIfAborted } from "../abortable.js";
import { createHourWindow, freshHour } from "./hour-window.js";
import { createRateMeter } from "./rate-meter.js";
import { createSecondWindow } from "./second-window.js";

/** What every application may do (official guide); the first answer's headers state the actual limits. */
export const guidePerSecond = 2;
export const guidePerHour = 1200;

/** The budget of one application within this process: first come, first served. */
export function createLimiter(clock: Clock): Budget {
  const second = createSecondWindow();
  const hour = createHourWindow(freshHour(guidePerHour));
  const meter = createRateMeter();
  let perSecond = guidePerSecond;
  let queue: Promise<unknown> = Promise.resolve();

  const refuseIfSpent = (leave: number): void => {
    const opensAt = hour.opensAt(clock.now());
    const { perHour, remaining, resetsAt } = hour.usage(clock.now());
    if (opensAt !== null) throw hourError(new Date(opensAt), perHour);
    // What remains is unknown before the first answer; the first hit finds out.
    if (leave > 0 && remaining !== null && resetsAt !== null && remaining <= leave)
      throw reserveError(new Date(resetsAt), remaining, leave);
  };
  const admit = async (signal: AbortSignal | undefined, leave: number): Promise<void> => {
    throwIfAborted(signal);
    refuseIfSpent(leave);
    const now = clock.now();
    const at = second.next(now, perSecond);
    if (at > now) await clock.sleep(at - now, signal);
    // The hour may have changed meanwhile, or another answer may have said that no hits remain.
    refuseIfSpent(leave);
    // Timers fire up to a millisecond early: the planned time counts.
    const start = Math.max(at, clock.now());
    second.start(start);
    hour.take(start);
    meter.count(start);
  };
  return {
    reserve: (signal, leave = 0) => {
      const turn = queue.then(() => admit(signal, leave));
      queue = turn.catch(() => undefined);
      return abortable(turn, signal);
    },
    observe: (headers) => {
      perSecond = headers.perSecond ?? perSecond;
      second.observe(headers.refused);
      hour.observe(headers, clock.now());
    },
    exhausted: (until) => {
      hour.exhausted(until.getTime(), clock.now());
    },
    get usage() {
      const now = clock.now();
      const { perHour, remaining, resetsAt } = hour.usage(now);
      return {
        perSecond,
        perHour,
        remainingThisHour: remaining,
        hourResetsAt: resetsAt === null ? null : new Date(resetsAt),
        requestsPerSecond: meter.perSecond(now),
      };
    },
  };
}

/**
 * The one piece of module state in this package: 42 counts per application, so the clients of one process
 * must count together, and nobody can be asked to pass the limiter around. Keyed by clock, so that tests with
 * clocks of their own stay apart.
 */
const limiters = new WeakMap<Clock, Map<string, Budget>>();

/**
 * The limiter that all clients of this process share for an application of an API, unless they are given a
 * budget; `url` without a slash at its end.
 */
export function sharedLimiter(clock: Clock, url: string, applicationId: string): Budget {
  const ofClock = limiters.get(clock) ?? new Map<string, Budget>();
  limiters.set(clock, ofClock);
  const key = `${url} ${applicationId}`;
  const limiter = ofClock.get(key) ?? createLimiter(clock);
  ofClock.set(key, limiter);
  return limiter;
}
