/**
 * A second that is slightly longer than one. The server counts by its own clock seconds on arrival, and
 * latencies vary: with exactly 1,000 ms, a few milliseconds of difference are enough for three requests in
 * one of its seconds. As long as latencies differ by at most 40 ms, no phase of the server's second can
 * refuse us; that costs 3.8 % of the rate. With 1,025 ms, requests with a latency of 5 to 40 ms were still
 * refused now and then (`npm run bench -- rate`).
 */
const windowMs = 1040;

/**
 * A 429 although we kept within the limit means that somebody else uses the application too. Two programs at
 * the full rate would cost each other half of their requests: so each 429 makes the window 50 % longer and
 * each other answer makes it 5 % shorter, and they end up sharing the rate.
 */
const slower = 1.5;
const faster = 0.95;
const slowest = 8;

/** The window of the second: sliding, so that never more requests than the limit start within any second. */
export interface SecondWindow {
  /**
   * The earliest time from `from` on, in milliseconds, at which one more request may start: also between
   * starts that are still to come.
   */
  next(now: number, perSecond: number, from?: number): number;
  /** Records a start. */
  start(at: number): void;
  /** Forgets a start that did not happen. */
  giveBack(at: number): void;
  /** Records whether an answer was a 429. */
  observe(refused: boolean): void;
}

/** The state of a second's window; plain JSON, changed in place. */
export interface SecondState {
  /** Starts, ascending, future ones included. */
  starts: number[];
  stretch: number;
}

export function freshSecond(): SecondState {
  return { starts: [], stretch: 1 };
}

export interface SecondWindowOptions {
  /**
   * How far in the future a start may be recorded, in milliseconds: where several processes queue, further
   * than one window.
   * @default 0
   */
  readonly queuedMs?: number;
  /** How much later than recorded a request may start, in milliseconds. @default 0 */
  readonly lateMs?: number;
}

export function createSecondWindow(
  state: SecondState = freshSecond(),
  { queuedMs = 0, lateMs = 0 }: SecondWindowOptions = {},
): SecondWindow {
  const windowNow = (): number => (windowMs + lateMs) * state.stretch;
  return {
    next: (now, perSecond, from = now) => {
      const window = windowNow();
      // A clock that jumped back would otherwise make us wait until it catches up.
      const starts = state.starts
        .map((at) => Math.min(at, now + window + queuedMs))
        .filter((at) => at > now - windowMs * slowest);
      const past = starts.filter((at) => at <= now).length;
      // Of the past starts, a later one only has to keep its distance from the last ones.
      state.starts = starts.slice(Math.max(0, past - perSecond));
      return earliest(state.starts, perSecond, window, from);
    },
    start: (at) => {
      const after = state.starts.findIndex((one) => one > at);
      state.starts.splice(after < 0 ? state.starts.length : after, 0, at);
    },
    giveBack: (at) => {
      const index = state.starts.indexOf(at);
      if (index >= 0) state.starts.splice(index, 1);
    },
    observe: (refused) => {
      state.stretch = refused
        ? Math.min(slowest, state.stretch * slower)
        : Math.max(1, state.stretch * faster);
    },
  };
}

/**
 * The earliest time from `from` on at which one more start leaves no more than `perSecond` of them in any
 * window; `starts` ascend.
 */
function earliest(starts: readonly number[], perSecond: number, window: number, from: number): number {
  const candidates = [from, ...starts.map((at) => at + window).filter((at) => at > from)];
  const fits = (at: number): boolean => {
    const before = starts.findLastIndex((one) => one <= at) + 1;
    // Any `perSecond` starts around it would be one too many together with it in one window.
    for (
      let first = Math.max(0, before - perSecond);
      first <= before && first + perSecond <= starts.length;
      first += 1
    ) {
      if (Math.max(at, starts[first + perSecond - 1] ?? at) - Math.min(at, starts[first] ?? at) < window)
        return false;
    }
    return true;
  };
  return candidates.find(fits) ?? Math.max(from, ...candidates);
}
