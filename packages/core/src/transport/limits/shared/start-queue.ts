import type { Clock } from "../../../clock.js";
import { AbortedError } from "../../../errors/index.js";
import { throwIfAborted } from "../../abortable.js";

/** The waiting requests, first come first served, and the starts that are held for them. */
export interface StartQueue {
  /** Waits for a start. @throws AbortedError when the signal fires, otherwise the error passed to `refuse` */
  wait(leave: number, signal: AbortSignal | undefined): Promise<void>;
  /** How many hits each of the first `most` waiting requests without a start leaves for others. */
  unserved(most: number): readonly number[];
  /** Holds a start for the next request without one. */
  hold(at: number): void;
  /** Rejects the requests that have no start and for which there is an error. */
  refuse(errorFor: (leave: number) => unknown): void;
  /** Returns every start. */
  giveBackAll(): void;
}

export interface StartQueueOptions {
  readonly clock: Clock;
  /** The local time of a start. */
  readonly toLocal: (at: number) => number;
  /** How much later a request may be sent than its start, in milliseconds. */
  readonly lateMs: number;
  readonly onStart: (at: number) => void;
  /** No request waits for this start any more, or it was missed. */
  readonly onGivenBack: (at: number) => void;
  /** A request may be without a start. */
  readonly onWanted: () => void;
}

/** A start in the future. */
interface Held {
  readonly at: number;
  readonly stop: AbortController;
}

interface Caller {
  readonly leave: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Timers fire up to a millisecond early. */
const earlyMs = 1;

export function createStartQueue({
  clock,
  toLocal,
  lateMs,
  onStart,
  onGivenBack,
  onWanted,
}: StartQueueOptions): StartQueue {
  const callers: Caller[] = [];
  let held: readonly Held[] = [];

  const giveBack = (one: Held): void => {
    one.stop.abort();
    held = held.filter((other) => other !== one);
    onGivenBack(one.at);
  };
  const giveBackSurplus = (): void => {
    for (const one of held.slice(callers.length)) giveBack(one);
  };
  const remove = (caller: Caller): void => {
    callers.splice(callers.indexOf(caller), 1);
  };
  const sleepUntil = async (one: Held): Promise<void> => {
    const remainingMs = (): number => toLocal(one.at) - clock.now();
    try {
      if (remainingMs() > earlyMs) await clock.sleep(remainingMs(), one.stop.signal);
      // The estimate of the start's local time may have improved meanwhile.
      if (remainingMs() > earlyMs && remainingMs() <= lateMs)
        await clock.sleep(remainingMs(), one.stop.signal);
    } catch (error) {
      if (!one.stop.signal.aborted) throw error;
    }
    if (one.stop.signal.aborted) return;
    // Too late: the process was suspended. Too early: the local clock was set back, and the time is unknown.
    if (Math.abs(remainingMs()) > lateMs) giveBack(one);
    else {
      held = held.filter((other) => other !== one);
      onStart(one.at);
      callers.shift()?.resolve();
    }
    onWanted();
  };

  return {
    wait: (leave, signal) =>
      new Promise((resolve, reject) => {
        throwIfAborted(signal);
        const stop = (): void => {
          remove(caller);
          giveBackSurplus();
          reject(new AbortedError("the call was aborted", { cause: signal?.reason }));
        };
        const caller: Caller = {
          leave,
          resolve: () => {
            signal?.removeEventListener("abort", stop);
            resolve();
          },
          reject: (error) => {
            signal?.removeEventListener("abort", stop);
            reject(error as Error); // what the shared place threw, or an error of ours
          },
        };
        signal?.addEventListener("abort", stop, { once: true });
        callers.push(caller);
        onWanted();
      }),
    unserved: (most) => callers.slice(held.length, most).map(({ leave }) => leave),
    hold: (at) => {
      const one: Held = { at, stop: new AbortController() };
      held = [...held, one].sort((a, b) => a.at - b.at);
      giveBackSurplus();
      if (!one.stop.signal.aborted) void sleepUntil(one);
    },
    refuse: (errorFor) => {
      for (const caller of callers.slice(held.length)) {
        const error = errorFor(caller.leave);
        if (error === undefined) continue;
        remove(caller);
        caller.reject(error);
      }
    },
    giveBackAll: () => {
      for (const one of held) giveBack(one);
    },
  };
}
