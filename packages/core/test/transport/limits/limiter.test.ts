import { describe, expect, test } from "vitest";
import { createLimiter } from "../../../src/internal.js";
import { BudgetError, type Budget, type RateHeaders } from "../../../src/index.js";
import { sharedLimiter } from "../../../src/transport/limits/limiter.js";
import { failure } from "../../client/client-of.js";
import { createFakeClock, type FakeClock } from "../../fake-clock.js";

const hour = 3_600_000;
const told = (clock: FakeClock, headers: Partial<RateHeaders>): RateHeaders => ({
  date: new Date(clock.now()),
  perSecond: null,
  perHour: null,
  remainingThisHour: null,
  refused: false,
  sentAt: clock.now(),
  ...headers,
});

async function starts(clock: FakeClock, limiter: Budget, count: number): Promise<number[]> {
  const at: number[] = [];
  await clock.run(
    Promise.all(Array.from({ length: count }, () => limiter.reserve().then(() => at.push(clock.now())))),
  );
  return at;
}

/** The most starts within any span of this length. */
const mostWithin = (at: readonly number[], span: number): number =>
  Math.max(...at.map((from) => at.filter((one) => one >= from && one < from + span).length));

describe("the window of the second", () => {
  test("never lets more than two start within any second", async () => {
    const clock = createFakeClock();
    expect(mostWithin(await starts(clock, createLimiter(clock), 60), 1000)).toBe(2);
  });

  test("never has three requests arrive within a second when latencies differ by up to 40 ms", async () => {
    const clock = createFakeClock();
    const at = await starts(clock, createLimiter(clock), 60);
    // The worst ways: the first of three is late, the third is not.
    expect(
      Math.min(...at.slice(2).map((third, index) => third - ((at[index] ?? 0) + 40))),
    ).toBeGreaterThanOrEqual(1000);
  });

  test("uses at least 95 % of the rate", async () => {
    const clock = createFakeClock();
    const at = await starts(clock, createLimiter(clock), 200);
    const seconds = ((at.at(-1) ?? 0) - (at[0] ?? 0)) / 1000;
    expect(198 / seconds / 2).toBeGreaterThanOrEqual(0.95);
  });

  test("learns the limit from an answer", async () => {
    const clock = createFakeClock();
    const limiter = createLimiter(clock);
    limiter.observe(told(clock, { perSecond: 8 }));
    const at = await starts(clock, limiter, 40);
    expect([mostWithin(at, 1000), limiter.usage.perSecond]).toEqual([8, 8]);
  });

  test("keeps its rate when the local clock jumps back an hour", async () => {
    const clock = createFakeClock();
    const limiter = createLimiter(clock);
    await starts(clock, limiter, 4);
    clock.jump(-hour);
    const before = clock.now();
    const at = await starts(clock, limiter, 4);
    expect(Math.max(...at) - before).toBeLessThan(5000);
  });
});

describe("a 429 within the limit", () => {
  const secondsFor = async (clock: FakeClock, limiter: Budget, count: number): Promise<number> => {
    const before = clock.now();
    return ((await starts(clock, limiter, count)).at(-1) ?? before) - before;
  };

  test("makes it slower, at most eightfold, and good answers make it fast again", async () => {
    const clock = createFakeClock();
    const limiter = createLimiter(clock);
    for (let one = 0; one < 50; one += 1) limiter.observe(told(clock, { refused: true }));
    expect(await secondsFor(clock, limiter, 5)).toBe(2 * 8 * 1040);
    for (let one = 0; one < 50; one += 1) limiter.observe(told(clock, {}));
    clock.jump(60_000);
    expect(await secondsFor(clock, limiter, 5)).toBe(2 * 1040);
  });
});

describe("the queue", () => {
  test("is first come, first served", async () => {
    const clock = createFakeClock();
    const limiter = createLimiter(clock);
    const order: number[] = [];
    await clock.run(Promise.all([1, 2, 3, 4, 5].map((one) => limiter.reserve().then(() => order.push(one)))));
    expect(order).toEqual([1, 2, 3, 4, 5]);
  });

  test("lets go of a caller whose signal fires immediately, and nobody waits for it", async () => {
    const clock = createFakeClock();
    const limiter = createLimiter(clock);
    await starts(clock, limiter, 2);
    const controller = new AbortController();
    const remaining = failure(limiter.reserve(controller.signal));
    const queued = failure(limiter.reserve(controller.signal));
    const stays = limiter.reserve();
    controller.abort();
    expect([await remaining, await queued]).toEqual([
      expect.objectContaining({ code: "E_ABORTED" }),
      expect.objectContaining({ code: "E_ABORTED" }),
    ]);
    const before = clock.now();
    await clock.run(stays);
    expect(clock.now() - before).toBeLessThanOrEqual(1040);
  });
});

describe("the window of the hour", () => {
  test("lets 1,200 through and says when the next ones are available", async () => {
    const clock = createFakeClock();
    const limiter = createLimiter(clock);
    await starts(clock, limiter, 1200);
    const error = await failure(limiter.reserve());
    expect(error).toBeInstanceOf(BudgetError);
    expect(error).toMatchObject({
      code: "E_BUDGET",
      resetsAt: new Date("2026-11-23T09:00:00Z"),
      limit: "hour",
      message: "hourly limit reached (1200 of 1200 hits)",
      hint: 'continue after 2026-11-23T09:00:00.000Z, or create the client with whenSpent "wait"',
    });
  });

  test("starts over with the server's clock hour", async () => {
    const clock = createFakeClock();
    const limiter = createLimiter(clock);
    await starts(clock, limiter, 1200);
    clock.jump(Date.parse("2026-11-23T09:00:00Z") - clock.now());
    expect(await starts(clock, limiter, 1)).toHaveLength(1);
  });

  test("is the server's hour even when the local clock is 30 minutes ahead", async () => {
    const clock = createFakeClock(Date.parse("2026-11-23T08:45:00Z"));
    const limiter = createLimiter(clock);
    limiter.observe(
      told(clock, { date: new Date("2026-11-23T08:15:00Z"), perHour: 1200, remainingThisHour: 0 }),
    );
    expect(await failure(limiter.reserve())).toMatchObject({ resetsAt: new Date("2026-11-23T09:30:00Z") });
    clock.jump(20 * 60_000);
    expect(await failure(limiter.reserve())).toMatchObject({ code: "E_BUDGET" });
    clock.jump(25 * 60_000);
    expect(await starts(clock, limiter, 1)).toHaveLength(1);
  });

  test("is corrected downward by the server's remaining hits, never upward", () => {
    const clock = createFakeClock();
    const limiter = createLimiter(clock);
    limiter.observe(told(clock, { perHour: 1200, remainingThisHour: 700 }));
    limiter.observe(told(clock, { perHour: 1200, remainingThisHour: 900 }));
    expect(limiter.usage).toEqual({
      perSecond: 2,
      perHour: 1200,
      remainingThisHour: 700,
      hourResetsAt: new Date("2026-11-23T09:00:00Z"),
      requestsPerSecond: 0,
    });
  });

  test("ignores the remaining hits of an hour that ended while the answer was on its way", async () => {
    const clock = createFakeClock(Date.parse("2026-11-23T08:59:59.900Z"));
    const limiter = createLimiter(clock);
    const sentAt = clock.now();
    clock.jump(400);
    limiter.observe(
      told(clock, { date: new Date("2026-11-23T09:00:00Z"), perHour: 1200, remainingThisHour: 0, sentAt }),
    );
    expect(limiter.usage.remainingThisHour).toBe(1200);
  });

  test("ignores answers that were overtaken by one of the next hour", () => {
    const clock = createFakeClock(Date.parse("2026-11-23T09:00:02Z"));
    const limiter = createLimiter(clock);
    limiter.observe(told(clock, { perHour: 1200, remainingThisHour: 1199 }));
    limiter.observe(
      told(clock, { date: new Date("2026-11-23T08:59:59Z"), perHour: 1200, remainingThisHour: 0 }),
    );
    expect(limiter.usage.remainingThisHour).toBe(1199);
  });

  test("stays closed as long as the server says", async () => {
    const clock = createFakeClock();
    const limiter = createLimiter(clock);
    limiter.exhausted(new Date(clock.now() + 129_000));
    expect(await failure(limiter.reserve())).toMatchObject({ resetsAt: new Date(clock.now() + 129_000) });
    clock.jump(129_000);
    expect(await starts(clock, limiter, 1)).toHaveLength(1);
  });

  test("reopens after an hour at most, even when the local clock jumps back meanwhile", async () => {
    const clock = createFakeClock(Date.parse("2026-11-23T08:50:00Z"));
    const limiter = createLimiter(clock);
    limiter.observe(told(clock, { perHour: 1200, remainingThisHour: 0 }));
    clock.jump(-5 * hour);
    expect(await failure(limiter.reserve())).toMatchObject({ resetsAt: new Date(clock.now() + hour) });
  });

  test("does not say what remains before the first answer", () => {
    expect(createLimiter(createFakeClock()).usage).toEqual({
      perSecond: 2,
      perHour: 1200,
      remainingThisHour: null,
      hourResetsAt: null,
      requestsPerSecond: 0,
    });
  });
});

test("requests a second are those of the last minute", async () => {
  const clock = createFakeClock();
  const limiter = createLimiter(clock);
  limiter.observe(told(clock, { perSecond: 100 }));
  await starts(clock, limiter, 90);
  clock.jump(30_000);
  expect(limiter.usage.requestsPerSecond).toBe(3);
  clock.jump(31_000);
  expect(limiter.usage.requestsPerSecond).toBe(0);
});

test("one limiter for each clock, address and application", () => {
  const clock = createFakeClock();
  const limiter = sharedLimiter(clock, "https://api.intra.42.fr", "u-1");
  expect(sharedLimiter(clock, "https://api.intra.42.fr", "u-1")).toBe(limiter);
  expect(sharedLimiter(clock, "https://api.intra.42.fr", "u-2")).not.toBe(limiter);
  expect(sharedLimiter(clock, "http://localhost", "u-1")).not.toBe(limiter);
  expect(sharedLimiter(createFakeClock(), "https://api.intra.42.fr", "u-1")).not.toBe(limiter);
});
