import { BudgetError, createLimiter, type Budget } from "@42sync/core";
import { createSharedBudget, type SharedWindows, type WindowsState } from "@42sync/core/shared-budget";
import { createVirtualClock, type VirtualClock } from "../bench/virtual-clock.js";
import { createRandom, type Random } from "./random.js";

export interface SharedRate {
  /** Requests a second. */
  readonly rate: number;
  /** Answers that were a 429. */
  readonly refused: number;
  /** Most requests that the server counted in one of its clock seconds. */
  readonly mostInASecond: number;
  /** Most requests in one of its clock hours. */
  readonly mostInAnHour: number;
  /** Transactions on the shared windows. */
  readonly transactions: number;
}

export interface SharedRateOptions {
  readonly seed: number;
  /** 0: one process with a limiter of its own. */
  readonly processes: number;
  readonly requests: number;
  /** Milliseconds that a statement of the database takes, at most. */
  readonly databaseMs: number;
}

const perSecond = 2;
const perHour = 1_200;
const hourMs = 3_600_000;

/** The windows in a database: who changes them is alone, reads, and commits; each takes a while. The database's clock is not the processes'. */
function createWindows(clock: VirtualClock, random: Random, databaseMs: number): SharedWindows & { readonly transactions: number } {
  let kept: string | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let transactions = 0;
  const wait = (): Promise<void> => clock.sleep(random.below(databaseMs + 1));
  return {
    get transactions() {
      return transactions;
    },
    change: (fresh, work) => {
      const turn = queue.then(async () => {
        transactions += 1;
        await wait();
        const windows = kept === undefined ? fresh() : (JSON.parse(kept) as WindowsState);
        const now = clock.now() - 1_234_567;
        await wait();
        const result = work(windows, now);
        await wait();
        kept = JSON.stringify(windows);
        return result;
      });
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}

/** Processes of two lanes each on one application, against a server that counts by its own clock seconds; ways of 5 to 40 ms, answers of 150 to 800 ms. */
export async function simulateSharedRate({ seed, processes, requests, databaseMs }: SharedRateOptions): Promise<SharedRate> {
  const random = createRandom(seed);
  const between = (least: number, most: number): number => least + random.below(most - least);
  const clock = createVirtualClock(Date.parse("2026-11-23T08:00:00Z"));
  const windows = createWindows(clock, random, databaseMs);
  const budgets: readonly Budget[] = processes === 0 ? [createLimiter(clock)] : Array.from({ length: processes }, () => createSharedBudget(windows, clock));
  // Of the first hour a part has passed, and the local clock is not the server's.
  const aheadMs = random.below(hourMs);
  const counted = new Map<number, number>();
  const countedInHour = new Map<number, number>();
  const began = clock.now();
  let asked = 0;
  let refused = 0;
  const lane = async (budget: Budget): Promise<void> => {
    while (asked < requests) {
      asked += 1;
      await reserve(budget, clock);
      const sentAt = clock.now();
      await clock.sleep(between(5, 40));
      const second = Math.floor((clock.now() + aheadMs) / 1_000);
      counted.set(second, (counted.get(second) ?? 0) + 1);
      const hour = Math.floor((clock.now() + aheadMs) / hourMs);
      countedInHour.set(hour, (countedInHour.get(hour) ?? 0) + 1);
      const leftThisHour = Math.max(0, perHour - (countedInHour.get(hour) ?? 0));
      const isRefused = (counted.get(second) ?? 0) > perSecond || (countedInHour.get(hour) ?? 0) > perHour;
      await clock.sleep(isRefused ? 5 : between(150, 800));
      const date = new Date(Math.floor((clock.now() + aheadMs) / 1_000) * 1_000);
      budget.observe({ date, perSecond, perHour, leftThisHour, refused: isRefused, sentAt });
      if (!isRefused) continue;
      refused += 1;
      asked -= 1;
      await clock.sleep(1_000);
    }
  };
  await clock.run(Promise.all(budgets.flatMap((budget) => [lane(budget), lane(budget)])));
  return { rate: requests / ((clock.now() - began) / 1_000), refused, mostInASecond: Math.max(...counted.values()), mostInAnHour: Math.max(...countedInHour.values()), transactions: windows.transactions };
}

/** Waits for the next hour when one is spent. */
async function reserve(budget: Budget, clock: VirtualClock): Promise<void> {
  for (;;) {
    try {
      await budget.reserve();
      return;
    } catch (error) {
      if (!(error instanceof BudgetError) || error.resetsAt === null) throw error;
      await clock.sleep(Math.max(1, error.resetsAt.getTime() - clock.now()));
    }
  }
}
