import { AbortedError, type Clock } from "@42sync/core";

/** Time that passes only when everything waits. */
export interface VirtualClock extends Clock {
  /** Lets time pass until the promise has settled. */
  run<T>(promise: Promise<T>): Promise<T>;
}

interface Timer {
  readonly at: number;
  readonly fire: () => void;
}

/** A clock for simulations in which every wait is a sleep of this clock. */
export function createVirtualClock(start: number): VirtualClock {
  let now = start;
  let timers: Timer[] = [];
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const stop = (): void => {
          timers = timers.filter((one) => one !== timer);
          reject(new AbortedError("the wait was aborted"));
        };
        const fire = (): void => {
          signal?.removeEventListener("abort", stop);
          resolve();
        };
        const timer: Timer = { at: now + Math.max(0, ms), fire };
        timers.push(timer);
        if (signal?.aborted === true) stop();
        else signal?.addEventListener("abort", stop, { once: true });
      }),
    run: async (promise) => {
      let isDone = false;
      const finish = (): void => {
        isDone = true;
      };
      promise.then(finish, finish);
      for (;;) {
        // After this every promise that could go on has done so.
        await new Promise((resolve) => setImmediate(resolve));
        if (isDone) return promise;
        const next = timers.reduce<Timer | undefined>(
          (first, timer) => (first === undefined || timer.at < first.at ? timer : first),
          undefined,
        );
        if (next === undefined) throw new Error("the simulation waits for something that is not its clock");
        timers = timers.filter((timer) => timer !== next);
        now = next.at;
        next.fire();
      }
    },
  };
}
