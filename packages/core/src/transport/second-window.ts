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

/** What a second's window remembers; plain JSON, changed in place. */
export interface SecondState {
  /** Starts, ascending; also those that are still to come. */
  starts: number[];
  stretch: number;
}

export function freshSecond(): SecondState {
  return { starts: [], stretch: 1 };
}

/** @param queuedMs how far in the future a start may be noted: where several processes queue, further than one window */
export function createSecondWindow(state: SecondState = freshSecond(), queuedMs = 0): SecondWindow {
  return {
    next: (now, perSecond) => {
      const window = windowMs * state.stretch;
      // A clock that jumped back would otherwise make us wait until it catches up.
      state.starts = state.starts.map((at) => Math.min(at, now + window + queuedMs)).filter((at) => at > now - windowMs * slowest).slice(-perSecond);
      const oldest = state.starts.at(-perSecond);
      return state.starts.length < perSecond || oldest === undefined ? now : Math.max(now, oldest + window);
    },
    start: (at) => {
      state.starts.push(at);
    },
    observe: (refused) => {
      state.stretch = refused ? Math.min(slowest, state.stretch * slower) : Math.max(1, state.stretch * faster);
    },
  };
}
