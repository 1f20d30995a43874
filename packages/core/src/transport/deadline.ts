import { systemClock, type Clock } from "../clock.js";

/** One signal out of a caller's signal and a timeout. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Whether the timeout fired, not the caller. */
  readonly passed: boolean;
  /**
   * Removes the timer and the listener; otherwise a long-lived signal would collect one listener per request.
   */
  clear(): void;
}

/** A signal that fires after `ms` milliseconds or with the caller's signal, whichever is first. */
export function createDeadline(clock: Clock, ms: number, signal?: AbortSignal): Deadline {
  const controller = new AbortController();
  let passed = false;
  const stop = (): void => {
    controller.abort(signal?.reason);
  };
  const after = clock.after?.bind(clock) ?? systemClock.after;
  const cancel = after(ms, () => {
    passed = true;
    controller.abort();
  });
  if (signal?.aborted === true) stop();
  else signal?.addEventListener("abort", stop, { once: true });
  return {
    signal: controller.signal,
    get passed() {
      return passed;
    },
    clear: () => {
      cancel();
      signal?.removeEventListener("abort", stop);
    },
  };
}
