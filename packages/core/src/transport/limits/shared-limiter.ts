import type { Clock } from "../../clock.js";
import type { Budget } from "./budget.js";
import { createLimiter } from "./limiter.js";

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
