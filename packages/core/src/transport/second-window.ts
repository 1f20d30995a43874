/**
 * A second that is slightly longer than one. The server counts by its own clock seconds on arrival, and requests do not all travel
 * equally long: with exactly 1,000 ms, a few more on the way are enough for three in one of its seconds. As long as the longest way takes
 * at most 40 ms more than the shortest, no phase of the server's second can refuse us; that costs 3.8 % of the rate. With 1,025 ms
 * a way of 5 to 40 ms was still refused now and then (`npm run bench -- rate`).
 */
const windowMs = 1040;

/**
 * A 429 although we kept the limit means that somebody else uses the application too. Two programs at the full rate would refuse each other
 * half of the time: each 429 makes the window half as long again, each other answer makes it 5 % shorter, and they come to share the rate.
 */
const slower = 1.5;
const faster = 0.95;
const slowest = 8;

/** The window of the second: sliding, so that never more than the limit start within any one second. */
export interface SecondWindow {
  /** The earliest local time, in milliseconds, at which the next request may start. */
  next(now: number, perSecond: number): number;
  /** Notes a start. */
  start(at: number): void;
  /** Notes whether an answer was a 429. */
  observe(refused: boolean): void;
}

export function createSecondWindow(): SecondWindow {
  let starts: number[] = [];
  let stretch = 1;
  return {
    next: (now, perSecond) => {
      const window = windowMs * stretch;
      // A local clock that jumped back would otherwise make us wait until it catches up.
      starts = starts.map((at) => Math.min(at, now + window)).filter((at) => at > now - windowMs * slowest).slice(-perSecond);
      const oldest = starts.at(-perSecond);
      return starts.length < perSecond || oldest === undefined ? now : Math.max(now, oldest + window);
    },
    start: (at) => {
      starts.push(at);
    },
    observe: (refused) => {
      stretch = refused ? Math.min(slowest, stretch * slower) : Math.max(1, stretch * faster);
    },
  };
}
