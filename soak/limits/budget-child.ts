import { BudgetError } from "@42sync/core";
import { createPgBudget } from "@42sync/pg-store";

/** A process that takes hits from a shared budget until it has asked so often, and prints how many it got. */
interface Task {
  readonly databaseUrl: string;
  readonly application: string;
  readonly asks: number;
  readonly perHour: number;
}

const task = JSON.parse(process.argv[2] ?? "") as Task; // written by the test
const budget = createPgBudget({ connectionString: task.databaseUrl, application: task.application });
// By 42's clock it is ten minutes past the hour, so that none turns meanwhile.
budget.observe({
  date: new Date("2026-11-23T08:10:00Z"),
  perSecond: 100,
  perHour: task.perHour,
  remainingThisHour: null,
  refused: false,
  sentAt: Date.now(),
});
let taken = 0;
for (let asked = 0; asked < task.asks; asked += 1) {
  try {
    await budget.reserve();
    taken += 1;
  } catch (error) {
    if (!(error instanceof BudgetError)) throw error;
  }
}
process.stdout.write(String(taken));
await budget.close();
