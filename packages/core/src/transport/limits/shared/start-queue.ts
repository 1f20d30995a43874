import type { Clock } from "../../../clock.js";
import { AbortedError } from "../../../errors/index.js";
import { throwIfAborted } from "../../abortable.js";

/** Those who wait, first come first served, and the starts that are held for them. */
export interface StartQueue {
  /** Waits for a start. @throws AbortedError when the signal fires, else what `refuse` is given */
  wait(leave: number, signal: AbortSignal | undefined): Promise<void>;
  /** How many hits each of those leaves to others who have no start yet, of the first `most`. */
  unserved(most: number): readonly number[];
  /** Holds a start for the next one who has none. */
  hold(at: number): void;
  /** Rejects those who have no start and for whom there is an error. */
  refuse(errorFor: (leave: number) => unknown): void;
  /** Gives back every start. */
  giveBackAll(): void;
}

export interface StartQueueOptions {
  readonly clock: Clock;
  /** The local time of a start. */
  readonly toLocal: (at: number) => number;
  /** How much later a request may be sent than its start, in milliseconds. */
  readonly lateMs: number;
  readonly onStart: (at: number) => void;
  /** Nobody waits for this start any more, or it was missed. */
  readonly onGivenBack: (at: number) => void;
  /** Somebody may be without a start. */
  readonly onWanted: () => void;
}

/** A start that is still to come. */
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
      // Meanwhile the start's local time may have become known better.
      if (remainingMs() > earlyMs && remainingMs() <= lateMs)
        await clock.sleep(remainingMs(), one.stop.signal);
    } catch (error) {
      if (!one.stop.signal.aborted) throw error;
    }
    if (one.stop.signal.aborted) return;
    // Too late: the process stood still. Too early: the local clock was set back, and nobody knows how late
    // it is.
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
