import { describe, expect, test } from "vitest";
import { createLimiter, silentLogger, type Budget, type RateHeaders } from "../../src/index.js";
import { createSharedBudget, type SharedWindows, type WindowsState } from "../../src/shared-budget.js";
import { createFakeClock, type FakeClock } from "../fake-clock.js";
import { createSpend } from "../../src/transport/spend.js";

/** Windows that several budgets of one process share; `aheadMs` is the shared clock less the local one. */
function inMemory(clock: FakeClock, aheadMs = 0): SharedWindows & { readonly kept: () => WindowsState } {
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

const told = (clock: FakeClock, headers: Partial<RateHeaders>): RateHeaders => ({ date: new Date(clock.now()), perSecond: null, perHour: null, leftThisHour: null, refused: false, sentAt: clock.now(), ...headers });

/** Start times of as many requests as given from each budget, each budget asking one after the other as a process does. */
async function startsOf(clock: FakeClock, budgets: readonly Budget[], each: number): Promise<number[]> {
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

const mostWithin = (at: readonly number[], span: number): number => Math.max(...at.map((from) => at.filter((one) => one >= from && one < from + span).length));

describe("several processes with one application", () => {
  test.each([2, 3, 7])("%i of them never have three starts within a second", async (processes) => {
    const clock = createFakeClock();
    const windows = inMemory(clock);
    const at = await startsOf(clock, Array.from({ length: processes }, () => createSharedBudget(windows, clock)), 20);
    expect([at.length, mostWithin(at, 1000)]).toEqual([processes * 20, 2]);
  });

  test("together lose less than 3 % against one alone", async () => {
    const span = (at: readonly number[]): number => (at.at(-1) ?? 0) - (at[0] ?? 0);
    const alone = createFakeClock();
    const one = span(await startsOf(alone, [createLimiter(alone)], 200));
    const clock = createFakeClock();
    const windows = inMemory(clock);
    const two = span(await startsOf(clock, [createSharedBudget(windows, clock), createSharedBudget(windows, clock)], 100));
    expect(two / one).toBeLessThan(1.03);
  });

  test("share the hour: what one spends or is told, the other does not have", async () => {
    const clock = createFakeClock();
    const windows = inMemory(clock, -1_800_000);
    const [first, second] = [createSharedBudget(windows, clock), createSharedBudget(windows, clock)];
    await startsOf(clock, [first], 1);
    first.observe(told(clock, { perHour: 1200, leftThisHour: 2 }));
    await startsOf(clock, [first, second], 1);
    const failure: unknown = await clock.run(second.reserve()).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "E_BUDGET", resetsAt: new Date("2026-11-23T09:00:00Z"), context: { perHour: 1200 } });
    expect(second.usage).toMatchObject({ perHour: 1200, leftThisHour: 0, hourResetsAt: new Date("2026-11-23T09:00:00Z") });
  });

  test("a hit shortly before an hour begins counts in it too, and a late answer of the hour before takes nothing back", async () => {
    const clock = createFakeClock();
    const windows = inMemory(clock);
    const [first, second] = [createSharedBudget(windows, clock), createSharedBudget(windows, clock)];
    const used = (): readonly unknown[] => [windows.kept().hour.hour, windows.kept().hour.used];
    const nine = Date.parse("2026-11-23T09:00:00Z") / 3_600_000;
    clock.jump(3_599_000);
    first.observe(told(clock, { perHour: 1200, leftThisHour: 1150 }));
    await startsOf(clock, [first], 1);
    expect(used()).toEqual([nine - 1, 51]);
    // It is brought along with the next reservation of its own process.
    first.observe(told(clock, { perHour: 1200, leftThisHour: 0 }));
    clock.jump(1_500);
    await startsOf(clock, [second], 1);
    expect(used()).toEqual([nine, 2]);
    await startsOf(clock, [first], 1);
    expect(used()).toEqual([nine, 3]);
  });

  test("an hour that 42 calls spent is spent for both, until it opens", async () => {
    const clock = createFakeClock();
    const windows = inMemory(clock);
    const [first, second] = [createSharedBudget(windows, clock), createSharedBudget(windows, clock)];
    first.exhausted(new Date(clock.now() + 90_000));
    const opensAt = new Date(clock.now() + 90_000);
    expect(await clock.run(first.reserve()).catch((error: unknown) => error)).toMatchObject({ code: "E_BUDGET", resetsAt: opensAt });
    expect(await clock.run(second.reserve()).catch((error: unknown) => error)).toMatchObject({ code: "E_BUDGET", resetsAt: opensAt });
    clock.jump(90_000);
    expect(await startsOf(clock, [second], 1)).toEqual([opensAt.getTime()]);
  });

  test("what is reserved for others in an hour does not refuse the next one", async () => {
    const clock = createFakeClock();
    const budget = createSharedBudget(inMemory(clock), clock);
    const { spend } = createSpend({ budget, clock, logger: silentLogger, hooks: {}, whenSpent: "wait", maxHits: Infinity, reserve: 200 });
    await clock.run(spend());
    budget.observe(told(clock, { perHour: 1200, leftThisHour: 201 }));
    await clock.run(spend());
    expect(budget.usage).toMatchObject({ leftThisHour: 200, hourResetsAt: new Date("2026-11-23T09:00:00Z") });
    await clock.run(spend());
    expect([clock.now(), budget.usage.leftThisHour]).toEqual([Date.parse("2026-11-23T09:00:00Z"), 1199]);
  });

  test("one that died with a reservation takes one start with it", async () => {
    const clock = createFakeClock();
    const windows = inMemory(clock);
    const [dead, other] = [createSharedBudget(windows, clock), createSharedBudget(windows, clock)];
    await startsOf(clock, [other], 2);
    const gone = new AbortController();
    const last = dead.reserve(gone.signal).catch((error: unknown) => error);
    // It has its start by now, and waits for it.
    await new Promise((resolve) => setImmediate(resolve));
    gone.abort();
    await clock.run(last);
    const before = clock.now();
    const at = await startsOf(clock, [other], 3);
    expect(at.map((one) => one - before)).toEqual([1040, 2080, 2080]);
  });

  test("what could not be kept is told again with the next reservation", async () => {
    const clock = createFakeClock();
    const windows = inMemory(clock);
    let fails = true;
    const budget = createSharedBudget({ change: (fresh, work) => (fails ? Promise.reject(new Error("the database is away")) : windows.change(fresh, work)) }, clock);
    budget.observe(told(clock, { perSecond: 8, perHour: 5000, leftThisHour: 4000 }));
    expect(await budget.reserve().catch((error: unknown) => error)).toEqual(new Error("the database is away"));
    fails = false;
    await budget.reserve();
    expect(windows.kept()).toMatchObject({ perSecond: 8, hour: { perHour: 5000, used: 1001 } });
  });
});
