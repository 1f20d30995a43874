import { BudgetError } from "../../errors/index.js";

/** The hour of an application is spent. */
export function spentError(resetsAt: Date, perHour: number): BudgetError {
  return new BudgetError(
    `the hour's ${String(perHour)} requests are spent; the next ones are available at ${resetsAt.toISOString()}`,
    {
      resetsAt,
      context: { perHour },
      hint: 'go on from there after that time, or create the client with whenSpent "wait"',
    },
  );
}

/** What is left of the hour is for others. */
export function keptError(resetsAt: Date, remaining: number, leave: number): BudgetError {
  return new BudgetError(
    `${String(remaining)} requests are left of this hour, and ${String(leave)} are reserved for ` +
      `others; the next ones are available at ${resetsAt.toISOString()}`,
    {
      resetsAt,
      context: { remainingThisHour: remaining, reserve: leave },
      hint: "go on from there after that time, or reserve fewer",
    },
  );
}
