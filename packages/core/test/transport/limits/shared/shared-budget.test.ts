import { describe, expect, test } from "vitest";
import { createLimiter, silentLogger } from "../../../../src/internal.js";
import { type Budget, type RateHeaders } from "../../../../src/index.js";
import { createSharedBudget, type SharedWindows, type WindowsState } from "../../../../src/shared-budget.js";
import { createFakeClock, type FakeClock } from "../../../fake-clock.js";
import { createSpend } from "../../../../src/transport/limits/spend.js";

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

const told = (clock: FakeClock, headers: Partial<RateHeaders>): RateHeaders => ({
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

const mostWithin = (at: readonly number[], span: number): number =>
  Math.max(...at.map((from) => at.filter((one) => one >= from && one < from + span).length));

describe("several processes with one application", () => {
  test.each([2, 3, 7])("%i of them never have three starts within a second", async (processes) => {
    const clock = createFakeClock();
    const windows = inMemory(clock);
    const at = await startsOf(
      clock,
      Array.from({ length: processes }, () => createSharedBudget(windows, clock)),
      20,
    );
    expect([at.length, mostWithin(at, 1000)]).toEqual([processes * 20, 2]);
  });

  test("together lose less than 3 % compared to one alone", async () => {
    const span = (at: readonly number[]): number => (at.at(-1) ?? 0) - (at[0] ?? 0);
    const alone = createFakeClock();
    const one = span(await startsOf(alone, [createLimiter(alone)], 200));
    const clock = createFakeClock();
    const windows = inMemory(clock);
    const two = span(
      await startsOf(clock, [createSharedBudget(windows, clock), createSharedBudget(windows, clock)], 100),
    );
    expect(two / one).toBeLessThan(1.03);
  });

  test("share the hour: what one spends or learns counts for the other", async () => {
    const clock = createFakeClock();
    const windows = inMemory(clock, -1_800_000);
    const [first, second] = [createSharedBudget(windows, clock), createSharedBudget(windows, clock)];
    await startsOf(clock, [first], 1);
    first.observe(told(clock, { perHour: 1200, remainingThisHour: 2 }));
    await startsOf(clock, [first, second], 1);
    const failure: unknown = await clock.run(second.reserve()).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: "E_BUDGET",
      resetsAt: new Date("2026-11-23T09:00:00Z"),
      context: { perHour: 1200 },
    });
    expect(second.usage).toMatchObject({
      perHour: 1200,
      remainingThisHour: 0,
      hourResetsAt: new Date("2026-11-23T09:00:00Z"),
    });
  });

  test("a hit shortly before an hour counts in it too, whatever a late answer says", async () => {
    const clock = createFakeClock();
    const windows = inMemory(clock);
    const [first, second] = [createSharedBudget(windows, clock), createSharedBudget(windows, clock)];
    const used = (): readonly unknown[] => [windows.kept().hour.hour, windows.kept().hour.used];
    const nine = Date.parse("2026-11-23T09:00:00Z") / 3_600_000;
    clock.jump(3_599_000);
    first.observe(told(clock, { perHour: 1200, remainingThisHour: 1150 }));
    await startsOf(clock, [first], 1);
    expect(used()).toEqual([nine - 1, 51]);
    // It is brought along with the next reservation of its own process.
    first.observe(told(clock, { perHour: 1200, remainingThisHour: 0 }));
    clock.jump(1_500);
    await startsOf(clock, [second], 1);
    expect(used()).toEqual([nine, 2]);
    await startsOf(clock, [first], 1);
    expect(used()).toEqual([nine, 3]);
  });

  test("when 42 says that no hits remain, that holds for both until the next hour", async () => {
    const clock = createFakeClock();
    const windows = inMemory(clock);
    const [first, second] = [createSharedBudget(windows, clock), createSharedBudget(windows, clock)];
    first.exhausted(new Date(clock.now() + 90_000));
    const opensAt = new Date(clock.now() + 90_000);
    expect(await clock.run(first.reserve()).catch((error: unknown) => error)).toMatchObject({
      code: "E_BUDGET",
      resetsAt: opensAt,
    });
    expect(await clock.run(second.reserve()).catch((error: unknown) => error)).toMatchObject({
      code: "E_BUDGET",
      resetsAt: opensAt,
    });
    clock.jump(90_000);
    expect(await startsOf(clock, [second], 1)).toEqual([opensAt.getTime()]);
  });

  test("a reserve of one hour does not refuse requests in the next", async () => {
    const clock = createFakeClock();
    const budget = createSharedBudget(inMemory(clock), clock);
    const { spend } = createSpend({
      budget,
      clock,
      logger: silentLogger,
      hooks: {},
      prepare: () => Promise.resolve(),
      whenSpent: "wait",
      maxHits: Infinity,
      reserve: 200,
    });
    await clock.run(spend());
    budget.observe(told(clock, { perHour: 1200, remainingThisHour: 201 }));
    await clock.run(spend());
    expect(budget.usage).toMatchObject({
      remainingThisHour: 200,
      hourResetsAt: new Date("2026-11-23T09:00:00Z"),
    });
    await clock.run(spend());
    expect([clock.now(), budget.usage.remainingThisHour]).toEqual([Date.parse("2026-11-23T09:00:00Z"), 1199]);
  });

  test("a process that died with a reservation takes one start with it", async () => {
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
    expect(at.map((one) => one - before)).toEqual([1060, 2120, 2120]);
  });

  test("return the start of an aborted call, with the next reservation or when it flushes", async () => {
    const clock = createFakeClock();
    const windows = inMemory(clock);
    const budget = createSharedBudget(windows, clock);
    await startsOf(clock, [budget], 2);
    const gone = new AbortController();
    const aborted = budget.reserve(gone.signal).catch((error: unknown) => error);
    await new Promise((resolve) => setImmediate(resolve));
    const begun = Date.parse("2026-11-23T08:00:00Z");
    expect([windows.kept().second.starts, windows.kept().hour.used]).toEqual([
      [begun, begun, begun + 1060],
      3,
    ]);
    gone.abort();
    expect(await aborted).toMatchObject({ code: "E_ABORTED" });
    await budget.flush();
    expect([windows.kept().second.starts, windows.kept().hour.used]).toEqual([[begun, begun], 2]);
  });

  test("leave the reserved hits, to the last one, however many ask at once", async () => {
    const clock = createFakeClock();
    const windows = inMemory(clock, 2_000);
    const [first, second] = [createSharedBudget(windows, clock), createSharedBudget(windows, clock)];
    await startsOf(clock, [first], 1);
    first.observe(told(clock, { perHour: 1200, remainingThisHour: 203 }));
    const asked = await clock.run(
      Promise.allSettled([
        first.reserve(undefined, 200),
        second.reserve(undefined, 200),
        first.reserve(undefined, 200),
        second.reserve(undefined, 200),
        second.reserve(undefined, 10),
      ]),
    );
    const refused = {
      code: "E_BUDGET",
      limit: "reserve",
      message: "200 hits remain this hour, and 200 are reserved for others",
      resetsAt: new Date("2026-11-23T09:00:00.000Z"),
      context: { remainingThisHour: 200, reserve: 200 },
    };
    expect(asked).toMatchObject([
      { status: "fulfilled" },
      { status: "fulfilled" },
      { status: "fulfilled" },
      { reason: refused },
      { status: "fulfilled" },
    ]);
    expect(windows.kept().hour.used).toBe(1001);
  });

  test("what could not be saved is sent again with the next reservation", async () => {
    const clock = createFakeClock();
    const windows = inMemory(clock);
    let fails = true;
    const budget = createSharedBudget(
      {
        change: (fresh, work) =>
          fails ? Promise.reject(new Error("the database is away")) : windows.change(fresh, work),
      },
      clock,
    );
    budget.observe(told(clock, { perSecond: 8, perHour: 5000, remainingThisHour: 4000 }));
    expect(await budget.reserve().catch((error: unknown) => error)).toEqual(
      new Error("the database is away"),
    );
    fails = false;
    await budget.reserve();
    expect(windows.kept()).toMatchObject({ perSecond: 8, hour: { perHour: 5000, used: 1001 } });
  });
});

describe("hits that 42 never counted", () => {
  /** Asks one after the other, each answered at once as 42 has counted them. */
  async function ask(
    clock: FakeClock,
    budget: Budget,
    counted: { hits: number },
    times: number,
  ): Promise<void> {
    for (let count = 0; count < times; count += 1) {
      await clock.run(budget.reserve());
      const sentAt = clock.now();
      counted.hits += 1;
      await clock.run(clock.sleep(300));
      budget.observe(told(clock, { sentAt, perHour: 1200, remainingThisHour: 1200 - counted.hits }));
    }
  }

  test("of a process that died are available to the others ten seconds later", async () => {
    const clock = createFakeClock();
    const windows = inMemory(clock, 2_000);
    const [dead, other] = [createSharedBudget(windows, clock), createSharedBudget(windows, clock)];
    const counted = { hits: 0 };
    await ask(clock, dead, counted, 3);
    // It is let go with one, and holds another, when it ends.
    await clock.run(dead.reserve());
    void dead.reserve().catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    await ask(clock, other, counted, 15);
    expect([counted.hits, windows.kept().hour.used]).toEqual([18, 20]);
    await ask(clock, other, counted, 5);
    await other.flush();
    expect([counted.hits, windows.kept().hour.used]).toEqual([23, 23]);
  });

  test("of a process that died after it had sent them stay counted", async () => {
    const clock = createFakeClock();
    const windows = inMemory(clock, 2_000);
    const [dead, other] = [createSharedBudget(windows, clock), createSharedBudget(windows, clock)];
    const counted = { hits: 0 };
    await ask(clock, dead, counted, 3);
    await clock.run(dead.reserve());
    counted.hits += 1;
    await ask(clock, other, counted, 30);
    await other.flush();
    expect([counted.hits, windows.kept().hour.used]).toEqual([34, 34]);
  });

  test("are not tracked for applications with more than 16 requests a second", async () => {
    const clock = createFakeClock();
    const windows = inMemory(clock, 2_000);
    const budget = createSharedBudget(windows, clock);
    budget.observe(told(clock, { perSecond: 17 }));
    await ask(clock, budget, { hits: 0 }, 3);
    expect(windows.kept().counted).toEqual([]);
  });
});

describe("a slow shared store, and a slow process", () => {
  /** Answers so many milliseconds after it was read. */
  const slow = (clock: FakeClock, windows: SharedWindows, afterMs: number): SharedWindows => ({
    change: async (fresh, work) => {
      const result = await windows.change(fresh, work);
      await clock.sleep(afterMs);
      return result;
    },
  });

  test("a start lies far enough ahead for the shared store to answer, except for the first", async () => {
    const clock = createFakeClock();
    const windows = inMemory(clock);
    const budget = createSharedBudget(slow(clock, windows, 100), clock);
    const begun = clock.now();
    const at: number[] = [];
    for (const pauseMs of [0, 5_000, 5_000]) {
      await clock.run(clock.sleep(pauseMs));
      await clock.run(budget.reserve());
      at.push(clock.now() - begun);
    }
    // The first start, of 0, was missed by 100 ms: that one was given back, and the next lies 100 ms ahead.
    expect(at).toEqual([200, 5_300, 10_400]);
    expect([windows.kept().second.starts.map((one) => one - begun), windows.kept().hour.used]).toEqual([
      [5_300, 10_400],
      3,
    ]);
  });

  test("the next start is taken while one is awaited, as far ahead as the shared store takes to answer", async () => {
    const clock = createFakeClock();
    const windows = inMemory(clock);
    const budget = createSharedBudget(slow(clock, windows, 500), clock);
    await clock.run(budget.reserve());
    const lanes = [budget.reserve(), budget.reserve(), budget.reserve()];
    await clock.run(lanes[0]!);
    const now = clock.now();
    expect(
      windows
        .kept()
        .second.starts.filter((one) => one > now)
        .map((one) => one - now),
    ).toEqual([560, 1_060]);
    await clock.run(Promise.all(lanes));
    expect(clock.now() - now).toBe(1_060);
  });

  test.each([
    { missedByMs: 20, becomes: "is still one", startsAt: 1_060 },
    { missedByMs: 21, becomes: "is given back for another, for which there is room", startsAt: 1_081 },
  ])("a start that was missed by $missedByMs ms $becomes", async ({ missedByMs, startsAt }) => {
    const clock = createFakeClock();
    const windows = inMemory(clock);
    const budget = createSharedBudget(windows, clock);
    await startsOf(clock, [budget], 2);
    const begun = clock.now();
    const late = budget.reserve();
    await new Promise((resolve) => setImmediate(resolve));
    clock.jump(1_060 + missedByMs);
    await clock.run(late);
    expect([
      clock.now() - begun,
      windows.kept().second.starts.map((one) => one - begun),
      windows.kept().hour.used,
    ]).toEqual([1_060 + missedByMs, [0, 0, startsAt], 3]);
  });

  test("a clock that was set back meanwhile delays no start beyond its time", async () => {
    const real = createFakeClock();
    const windows = inMemory(real);
    let wrongMs = 0;
    const budget = createSharedBudget(windows, {
      now: () => real.now() + wrongMs,
      sleep: (ms, signal) => real.sleep(ms, signal),
    });
    await real.run(Promise.all([budget.reserve(), budget.reserve()]));
    const begun = real.now();
    const third = budget.reserve();
    await new Promise((resolve) => setImmediate(resolve));
    wrongMs = -100;
    await real.run(third);
    expect([
      real.now() - begun,
      windows.kept().second.starts.map((one) => one - begun),
      windows.kept().hour.used,
    ]).toEqual([1_060, [0, 0, 1_060], 3]);
  });
});
