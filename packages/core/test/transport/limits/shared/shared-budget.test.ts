import { describe, expect, test } from "vitest";
import { createLimiter, silentLogger } from "../../../../src/internal.js";
import { createSharedBudget } from "../../../../src/shared-budget.js";
import { createFakeClock } from "../../../fake-clock.js";
import { createSpend } from "../../../../src/transport/limits/spend.js";
import { inMemory, told, startsOf } from "./shared-windows-in-memory.js";

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
