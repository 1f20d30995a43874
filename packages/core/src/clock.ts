import { AbortedError } from "./errors/index.js";

/** Local time and waiting, passed in so that tests need neither. */
export interface Clock {
  /** Milliseconds since 1970, by the local clock. */
  now(): number;
  /** Waits `ms` milliseconds; rejects with AbortedError as soon as the signal fires. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /**
   * Calls `run` once after `ms` milliseconds unless the returned function is called before: the timeout of
   * one request.
   * @default the machine's timer, because a peer that hangs does so in real time even where `now` and `sleep`
   * are simulated
   */
  after?(ms: number, run: () => void): () => void;
}

/** The machine's own clock. */
export const systemClock: Clock & Required<Pick<Clock, "after">> = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const stop = (): void => {
        globalThis.clearTimeout(timer);
        reject(new AbortedError("the wait was aborted", { cause: signal?.reason }));
      };
      const timer = globalThis.setTimeout(() => {
        signal?.removeEventListener("abort", stop);
        resolve();
      }, ms);
      if (signal?.aborted === true) stop();
      else signal?.addEventListener("abort", stop, { once: true });
    }),
  after: (ms, run) => {
    const timer = globalThis.setTimeout(run, ms);
    return () => {
      globalThis.clearTimeout(timer);
    };
  },
};
