import { BudgetError, isError42 } from "../../errors/index.js";

/** Hits that may be spent on a part of the work. */
export interface HitAllowance {
  /** Hits that are left. */
  readonly left: number;
  /** Hits that were spent. */
  readonly spent: number;
  /** Call it before a request. @throws BudgetError E_BUDGET when nothing is left */
  take(): void;
}

/** What a work that ran out of hits ends with; any other error is thrown on. */
export function requireSpent(error: unknown): unknown {
  if (isError42(error) && error.code === "E_BUDGET") return error;
  throw error;
}

/** An allowance by what the source counts: a request that was tried three times has cost three. */
export function createHitAllowance(most: number, usage: () => number): HitAllowance {
  const began = usage();
  const spent = (): number => usage() - began;
  return {
    get left() {
      return Math.max(0, most - spent());
    },
    get spent() {
      return spent();
    },
    take: () => {
      if (spent() >= most) throw new BudgetError(`of ${String(most)} hits that it may spend none is left`, { resetsAt: null, hint: "run it again, it goes on where it stopped; or give it more with --budget" });
    },
  };
}
