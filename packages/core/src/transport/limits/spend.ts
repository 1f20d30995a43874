import type { Clock } from "../../clock.js";
import { BudgetError } from "../../errors/index.js";
import type { Logger } from "../../logger.js";
import type { Budget } from "./budget.js";
import type { Hooks } from "../hooks.js";

export interface SpendOptions {
  readonly budget: Budget;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly hooks: Pick<Hooks, "onWait">;
  /** Prepares what the request needs beside its hit, so that it can be sent as soon as it may. */
  readonly prepare: (signal: AbortSignal | undefined) => Promise<unknown>;
  readonly whenSpent: "throw" | "wait";
  /** The caller's own maximum. */
  readonly maxHits: number;
  /** Hits of each hour to leave for others. */
  readonly reserve: number;
}

/** Spends hits of one client: within its own maximum, and from the application's budget. */
export interface Spend {
  /** Returns for how many milliseconds the limits held the request back. */
  spend(signal?: AbortSignal): Promise<number>;
  /** Hits spent so far. */
  readonly hits: number;
}

/** After a day of waiting for the next hour, a clock or the server must be broken. */
const mostWaits = 24;

export function createSpend({
  budget,
  clock,
  logger,
  hooks,
  prepare,
  whenSpent,
  maxHits,
  reserve: leftForOthers,
}: SpendOptions): Spend {
  let hits = 0;
  const reserve = async (signal: AbortSignal | undefined): Promise<number> => {
    const began = clock.now();
    let preparedMs = 0;
    for (let waits = 0; ; waits += 1) {
      try {
        const before = clock.now();
        await prepare(signal);
        preparedMs += clock.now() - before;
        await budget.reserve(signal, leftForOthers);
        return clock.now() - began - preparedMs;
      } catch (error) {
        if (
          whenSpent === "throw" ||
          !(error instanceof BudgetError) ||
          error.resetsAt === null ||
          waits >= mostWaits
        )
          throw error;
        logger.info(`${error.message}; waiting until ${error.resetsAt.toISOString()}`);
        const ms = Math.max(0, error.resetsAt.getTime() - clock.now());
        hooks.onWait?.({ reason: "hour", ms, until: error.resetsAt });
        await clock.sleep(ms, signal);
      }
    }
  };
  return {
    spend: async (signal) => {
      if (hits >= maxHits) {
        throw new BudgetError(`hit budget exhausted (${String(maxHits)} of ${String(maxHits)})`, {
          limit: "max hits",
          resetsAt: null,
          context: { maxHits },
          hint: "raise the option maxHits, or continue with another client",
        });
      }
      // Counted before the wait, so that lanes waiting together cannot exceed the maximum.
      hits += 1;
      try {
        return await reserve(signal);
      } catch (error) {
        hits -= 1;
        throw error;
      }
    },
    get hits() {
      return hits;
    },
  };
}
