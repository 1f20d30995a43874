/**
 * A second that is slightly longer than one. The server counts by its own clock seconds on arrival, and requests do not all travel
 * equally long: with exactly 1,000 ms, 25 ms more on the way are enough for three in one of its seconds. 25 ms cost 2.4 % of the rate.
 */
const windowMs = 1025;

/** The window of the second: sliding, so that never more than the limit start within any one second. */
export interface SecondWindow {
  /** The earliest local time, in milliseconds, at which the next request may start. */
  next(now: number, perSecond: number): number;
  /** Notes a start. */
  start(at: number): void;
}

export function createSecondWindow(): SecondWindow {
  let starts: number[] = [];
  return {
    next: (now, perSecond) => {
      // A local clock that jumped back would otherwise make us wait until it catches up.
      starts = starts.map((at) => Math.min(at, now + windowMs)).filter((at) => at > now - windowMs).slice(-perSecond);
      const oldest = starts.at(-perSecond);
      return starts.length < perSecond || oldest === undefined ? now : Math.max(now, oldest + windowMs);
    },
    start: (at) => {
      starts.push(at);
    },
  };
}
