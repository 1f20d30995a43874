import { describe, expect, test } from "vitest";
import type { Budget } from "../../../../src/index.js";
import { createSharedBudget, type SharedWindows } from "../../../../src/shared-budget.js";
import { createFakeClock, type FakeClock } from "../../../fake-clock.js";
import { inMemory, told, startsOf } from "./shared-windows-in-memory.js";

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
