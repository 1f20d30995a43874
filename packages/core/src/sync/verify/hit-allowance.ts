import { BudgetError, isError42 } from "../../errors/index.js";

/** Hits that may be spent on a part of the work. */
export interface HitAllowance {
  /** Hits that are left. */
  readonly remaining: number;
  /** Hits that were spent. */
  readonly spent: number;
  /** Call it before a request. @throws BudgetError E_BUDGET when nothing is left */
  take(): void;
  /**
   * Call it before requests that are of no use without each other.
   * @throws BudgetError E_BUDGET when fewer are left
   */
  require(hits: number): void;
}

/** What leaves no ground to go on from, or is a mistake of ours, whatever was found before. */
const baseless: ReadonlySet<string> = new Set(["E_STORE", "E_CONFIG", "E_FOREIGN_TABLE", "E_LOCKED"]);
/** Errors after which no other table could be compared either. */
const final: ReadonlySet<string> = new Set(["E_AUTH", "E_NETWORK", "E_ABORTED"]);

/**
 * What ended a comparison whose findings stay: no hits are left, or 42 failed. Any other error is thrown on.
 */
export function requireKept(error: unknown): unknown {
  if (isError42(error) && !baseless.has(error.code)) return error;
  throw error;
}

/** Whether no request could succeed after this error. */
export function endsAll(error: unknown): boolean {
  return isError42(error) && final.has(error.code);
}

/** Whether it was the allowance that ended the work, and not 42: the next time it goes on. */
export function isOwnLimit(error: unknown): boolean {
  return error instanceof BudgetError && typeof error.context["allowance"] === "number";
}

/** An allowance by what the source counts: a request that was tried three times has cost three. */
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
