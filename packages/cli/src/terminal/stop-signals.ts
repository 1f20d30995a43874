/** When a run ends before its end. */
export interface StopSignals {
  /** Stops at once. */
  readonly signal: AbortSignal;
  /** Stops after the page in hand. */
  readonly finish: AbortSignal;
  /** No longer listens. */
  done(): void;
}

export interface StopInput {
  readonly signal: AbortSignal;
  readonly finish: AbortSignal;
  /** Whether the run sleeps until there are hits again: then there is no page to finish. */
  readonly isSleeping: () => boolean;
  readonly say: (line: string) => void;
}

/**
 * The two ways to be stopped, told as they come. Asked while it sleeps for the next hour, a run stops at
 * once.
 */
export function listenForStop(input: StopInput): StopSignals {
  const atOnce = new AbortController();
  const onFinish = (): void => {
    if (input.isSleeping()) {
      input.say("stopping; run it again, it goes on where it was");
      atOnce.abort();
    } else {
      input.say("stopping after the page in hand; once more stops at once");
    }
  };
  const onSignal = (): void => {
    input.say("stopping at once; the page in hand is not stored, the next run asks for it again");
  };
  input.finish.addEventListener("abort", onFinish, { once: true });
  input.signal.addEventListener("abort", onSignal, { once: true });
  return {
    signal: AbortSignal.any([input.signal, atOnce.signal]),
    finish: input.finish,
    done: () => {
      input.finish.removeEventListener("abort", onFinish);
      input.signal.removeEventListener("abort", onSignal);
    },
  };
}
