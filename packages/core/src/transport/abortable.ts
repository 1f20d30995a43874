import { AbortedError } from "../errors/index.js";

/** Throws AbortedError when the signal has fired. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new AbortedError("the call was aborted", { cause: signal.reason });
}

/**
 * The promise's outcome, or AbortedError as soon as the signal fires; the work behind the promise is not
 * stopped by it.
 */
export async function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => {
      reject(new AbortedError("the call was aborted", { cause: signal.reason }));
    };
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (stop !== undefined) signal.removeEventListener("abort", stop);
    // The loser of the race must not end the process as an unhandled rejection.
    promise.catch(() => undefined);
  }
}
