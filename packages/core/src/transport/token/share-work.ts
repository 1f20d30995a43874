import { abortable } from "../abortable.js";

/**
 * One piece of work for everybody who asks while it runs. Each caller may leave by its own signal; the work
 * itself stops when the last of them has left.
 */
export function shareWork<T>(
  work: (signal: AbortSignal) => Promise<T>,
): (signal?: AbortSignal) => Promise<T> {
  let running:
    { readonly promise: Promise<T>; readonly controller: AbortController; callers: number } | undefined;
  return async (signal) => {
    if (running === undefined) {
      const controller = new AbortController();
      const promise = work(controller.signal).finally(() => {
        if (running?.controller === controller) running = undefined;
      });
      running = { promise, controller, callers: 0 };
    }
    const shared = running;
    shared.callers += 1;
    try {
      return await abortable(shared.promise, signal);
    } finally {
      shared.callers -= 1;
      if (shared.callers === 0 && running === shared) {
        running = undefined;
        shared.controller.abort();
      }
    }
  };
}
