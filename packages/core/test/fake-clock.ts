import { AbortedError, type Clock } from "../src/index.js";

interface Timer {
  readonly at: number;
  readonly fire: () => void;
  /** A time-out, which fires only when nothing else is going to happen. */
  readonly last: boolean;
}

/** Virtual time: it stands still while anything runs, and jumps to the next timer when nothing does. */
export interface FakeClock extends Clock {
  /** Moves the clock without letting time pass: what a wrong or corrected local clock does. */
  jump(ms: number): void;
  /** Lets time pass until the promise has settled, and answers its value. */
  run<T>(promise: Promise<T>): Promise<T>;
}

export function createFakeClock(start = Date.parse("2026-11-23T08:00:00Z")): FakeClock {
  let now = start;
  const timers = new Set<Timer>();
  const add = (ms: number, last: boolean, fire: () => void): (() => void) => {
    const timer: Timer = { at: now + Math.max(0, ms), fire, last };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  const next = (last: boolean): Timer | undefined =>
    [...timers].filter((timer) => timer.last === last).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const stop = (): void => {
          cancel();
          reject(new AbortedError("the wait was aborted"));
        };
        const cancel = add(ms, false, () => {
          signal?.removeEventListener("abort", stop);
          resolve();
        });
        if (signal?.aborted === true) stop();
        else signal?.addEventListener("abort", stop, { once: true });
      }),
    after: (ms, run) => add(ms, true, run),
    jump: (ms) => {
      now += ms;
    },
    run: async (promise) => {
      let isDone = false;
      const done = promise.then(
        () => (isDone = true),
        () => (isDone = true),
      );
      for (let idle = 0; !isDone;) {
        await new Promise((resolve) => setImmediate(resolve));
        idle += 1;
        const timer = idle > 8 ? (next(false) ?? (idle > 100 ? next(true) : undefined)) : undefined;
        if (idle > 5000) throw new Error("nothing happens any more");
        if (timer === undefined) continue;
        idle = 0;
        timers.delete(timer);
        now = Math.max(now, timer.at);
        timer.fire();
      }
      await done;
      return promise;
    },
  };
}
