import { createLimiter } from "@42sync/core/internal";
import { BudgetError, type Budget, type Clock } from "@42sync/core";
import { createSharedBudget } from "@42sync/core/shared-budget";
import { createVirtualClock } from "../../bench/setup/virtual-clock.js";
import { createRandom } from "../world/random.js";
import { createSimulatedHost, SimulatedDatabase, type HostModel } from "./simulated-host.js";

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
  /** A process each. */
  readonly hosts: readonly HostModel[];
  /** Each process has a limiter of its own instead. @default false */
  readonly apart?: boolean;
  readonly requests: number;
  /** Requests in flight that each process has. @default 2 */
  readonly lanes?: number;
  /** What the application may do. @default 2 */
  readonly perSecond?: number;
}

const hourMs = 3_600_000;

interface Process {
  readonly clock: Clock;
  readonly budget: Budget;
}

/**
 * Processes on one application, against a server that counts by its own clock seconds; ways of 5 to 40 ms,
 * answers of 150 to 800 ms.
 */
export async function simulateSharedRate({
  seed,
  hosts,
  apart = false,
  requests,
  lanes = 2,
  perSecond = 2,
}: SharedRateOptions): Promise<SharedRate> {
  const perHour = perSecond * 600;
  const random = createRandom(seed);
  const between = (least: number, most: number): number => least + (most - least) * random.next();
  const time = createVirtualClock(Date.parse("2026-11-23T08:00:00Z"));
  const database = new SimulatedDatabase(-1_234_567);
  const processes = hosts.map((model): Process => {
    const { clock, windows } = createSimulatedHost(model, time, database, random);
    return { clock, budget: apart ? createLimiter(clock) : createSharedBudget(windows, clock) };
  });
  // Of the first hour a part has passed, and nobody's clock is the server's.
  const aheadMs = hourMs * random.next();
  const counted = new Map<number, number>();
  const countedInHour = new Map<number, number>();
  const began = time.now();
  let asked = 0;
  let refused = 0;
  const lane = async ({ budget, clock }: Process): Promise<void> => {
    while (asked < requests) {
      asked += 1;
      await reserve(budget, clock);
      const sentAt = clock.now();
      await time.sleep(between(5, 40));
      const second = Math.floor((time.now() + aheadMs) / 1_000);
      counted.set(second, (counted.get(second) ?? 0) + 1);
      const hour = Math.floor((time.now() + aheadMs) / hourMs);
      countedInHour.set(hour, (countedInHour.get(hour) ?? 0) + 1);
      const remainingThisHour = Math.max(0, perHour - (countedInHour.get(hour) ?? 0));
      const isRefused = (counted.get(second) ?? 0) > perSecond || (countedInHour.get(hour) ?? 0) > perHour;
      await clock.sleep(isRefused ? 5 : between(150, 800));
      const date = new Date(Math.floor((time.now() + aheadMs) / 1_000) * 1_000);
      budget.observe({ date, perSecond, perHour, remainingThisHour, refused: isRefused, sentAt });
      if (!isRefused) continue;
      refused += 1;
      asked -= 1;
      await clock.sleep(1_000);
    }
  };
  await time.run(Promise.all(processes.flatMap((one) => Array.from({ length: lanes }, () => lane(one)))));
  return {
    rate: requests / ((time.now() - began) / 1_000),
    refused,
    mostInASecond: Math.max(...counted.values()),
    mostInAnHour: Math.max(...countedInHour.values()),
    transactions: database.transactions,
  };
}

/** Waits for the next hour when one is spent. */
async function reserve(budget: Budget, clock: Clock): Promise<void> {
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
