import { BudgetError } from "../../errors/index.js";

/** No hits of the hour remain. */
export function hourError(resetsAt: Date, perHour: number): BudgetError {
  return new BudgetError(`hourly limit reached (${String(perHour)} of ${String(perHour)} hits)`, {
    limit: "hour",
    resetsAt,
    context: { perHour },
    hint: `continue after ${resetsAt.toISOString()}, or create the client with whenSpent "wait"`,
  });
}

/** All hits that remain of the hour are reserved for others. */
export function reserveError(resetsAt: Date, remaining: number, leave: number): BudgetError {
  return new BudgetError(
    `${String(remaining)} hits remain this hour, and ${String(leave)} are reserved for others`,
    {
      limit: "reserve",
      resetsAt,
      context: { remainingThisHour: remaining, reserve: leave },
      hint: `continue after ${resetsAt.toISOString()}, or lower the option reserve`,
    },
  );
}
