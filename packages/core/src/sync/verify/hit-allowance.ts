import { BudgetError, isError42 } from "../../errors/index.js";
import { isSetupError } from "../report/error-effects.js";

/** Hits that may be spent on a part of the work. */
export interface HitAllowance {
  readonly remaining: number;
  readonly spent: number;
  /** Call it before a request. @throws BudgetError E_BUDGET when no hits remain */
  take(): void;
  /**
   * Call it before requests that are of no use without each other.
   * @throws BudgetError E_BUDGET when fewer hits remain
   */
  require(hits: number): void;
}

/**
 * The error that ended a comparison whose findings stay: no hits remain, or 42 failed.
 * @throws any other error as it is
 */
export function endingOf(error: unknown): unknown {
  if (isError42(error) && !isSetupError(error)) return error;
  throw error;
}

/** Whether the allowance ended the work, and not 42: the next comparison continues. */
export function isOwnLimit(error: unknown): boolean {
  return error instanceof BudgetError && typeof error.context["allowance"] === "number";
}

/** An allowance by what the source counts: a request with three attempts has cost three. */
export function createHitAllowance(most: number, usage: () => number): HitAllowance {
  const began = usage();
  const spent = (): number => usage() - began;
  const remaining = (): number => Math.max(0, most - spent());
  const refuse = (message: string): never => {
    throw new BudgetError(message, {
      limit: "max hits",
      resetsAt: null,
      context: { allowance: most },
      hint: "run it again to continue where it stopped, or raise the option budget",
    });
  };
  return {
    get remaining() {
      return remaining();
    },
    get spent() {
      return spent();
    },
    take: () => {
      if (remaining() === 0) refuse(`hit budget exhausted (${String(most)} of ${String(most)})`);
    },
    require: (hits) => {
      if (remaining() < hits)
        refuse(
          `hit budget too small (${String(remaining())} of ${String(most)} remaining, ${String(hits)} needed)`,
        );
    },
  };
}
