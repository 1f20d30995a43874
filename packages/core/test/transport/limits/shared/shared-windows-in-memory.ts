import type { Budget, RateHeaders } from "../../../../src/index.js";
import type { SharedWindows, WindowsState } from "../../../../src/shared-budget.js";
import type { FakeClock } from "../../../fake-clock.js";

/** Windows that several budgets of one process share; `aheadMs` is the shared clock less the local one. */
export function inMemory(
  clock: FakeClock,
  aheadMs = 0,
): SharedWindows & { readonly kept: () => WindowsState } {
  let kept: string | undefined;
  return {
    kept: () => JSON.parse(kept ?? "null") as WindowsState,
    change: async (fresh, work) => {
      await Promise.resolve();
      const windows = kept === undefined ? fresh() : (JSON.parse(kept) as WindowsState);
      const result = work(windows, clock.now() + aheadMs);
      kept = JSON.stringify(windows);
      return result;
    },
  };
}

export const told = (clock: FakeClock, headers: Partial<RateHeaders>): RateHeaders => ({
  date: new Date(clock.now()),
  perSecond: null,
  perHour: null,
  remainingThisHour: null,
  refused: false,
  sentAt: clock.now(),
  ...headers,
});

/**
 * Start times of as many requests as given from each budget, each budget asking one after the other as a
 * process does.
 */
export async function startsOf(
  clock: FakeClock,
  budgets: readonly Budget[],
  each: number,
): Promise<number[]> {
  const at: number[] = [];
  const one = async (budget: Budget): Promise<void> => {
    for (let count = 0; count < each; count += 1) {
      await budget.reserve();
      at.push(clock.now());
    }
  };
  await clock.run(Promise.all(budgets.map(one)));
  return at.sort((a, b) => a - b);
}
