import type { Clock } from "@42sync/core";

/** Time that passes only when everything waits. */
export interface VirtualClock extends Clock {
  /** Lets time pass until the promise has settled. */
  run<T>(promise: Promise<T>): Promise<T>;
}

/** A clock for simulations in which every wait is a sleep of this clock. */
export function createVirtualClock(start: number): VirtualClock {
  let now = start;
  let timers: { readonly at: number; readonly fire: () => void }[] = [];
  return {
    now: () => now,
    sleep: (ms) =>
      new Promise((resolve) => {
        timers.push({ at: now + Math.max(0, ms), fire: resolve });
      }),
    run: async (promise) => {
      let settled = false;
      const settle = (): void => {
        settled = true;
      };
      promise.then(settle, settle);
      for (;;) {
        // After this every promise that could go on has done so.
        await new Promise((resolve) => setImmediate(resolve));
        if (settled) return promise;
        const next = timers.reduce<(typeof timers)[number] | undefined>((first, timer) => (first === undefined || timer.at < first.at ? timer : first), undefined);
        if (next === undefined) throw new Error("the simulation waits for something that is not its clock");
        timers = timers.filter((timer) => timer !== next);
        now = next.at;
        next.fire();
      }
    },
  };
}
