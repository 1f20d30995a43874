import type { Log } from "./io.js";

/** When a run ends before its end. */
export interface StopSignals {
  /** Stops immediately. */
  readonly signal: AbortSignal;
  /** Stops after the current page. */
  readonly finish: AbortSignal;
  /** Stops listening. */
  done(): void;
}

export interface StopInput {
  readonly signal: AbortSignal;
  readonly finish: AbortSignal;
  /** Whether the run is sleeping until there are hits again: then there is no page to finish. */
  readonly isSleeping: () => boolean;
  readonly log: Log;
}

/**
 * The two ways to stop a run, logged as they arrive. A run that is sleeping until the next hour stops
 * immediately.
 */
export function listenForStop(input: StopInput): StopSignals {
  const immediately = new AbortController();
  const onFinish = (): void => {
    if (input.isSleeping()) {
      input.log({ level: "info", message: "stopping; run it again and it resumes where it stopped" });
      immediately.abort();
    } else {
      input.log({
        level: "info",
        message: "stopping after the current page; press again to stop immediately",
      });
    }
  };
  const onSignal = (): void => {
    input.log({
      level: "info",
      message: "stopping immediately; the current page is not stored, and the next run fetches it again",
    });
  };
  input.finish.addEventListener("abort", onFinish, { once: true });
  input.signal.addEventListener("abort", onSignal, { once: true });
  return {
    signal: AbortSignal.any([input.signal, immediately.signal]),
    finish: input.finish,
    done: () => {
      input.finish.removeEventListener("abort", onFinish);
      input.signal.removeEventListener("abort", onSignal);
    },
  };
}
