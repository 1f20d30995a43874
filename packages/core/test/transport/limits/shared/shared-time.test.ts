import { expect, test } from "vitest";
import { createSharedTime } from "../../../../src/transport/limits/shared/shared-time.js";

test("slow readings are combined into what all of them allow", () => {
  const time = createSharedTime();
  // The shared clock is 5,000 ahead; the ways take 30 there and 10 back, then 10 and 40, then 12 and 12.
  time.observe(6_030 + 20, 1_040, 20);
  expect([time.toShared(2_000), time.toLocal(7_000)]).toEqual([7_010, 1_990]);
  time.observe(7_010 + 25, 2_050, 25);
  time.observe(8_012 + 12, 3_024, 12);
  expect(Math.abs(time.toShared(4_000) - 9_000)).toBeLessThan(1);
});

test("follows the drift of the two clocks", () => {
  const time = createSharedTime();
  for (let minute = 0; minute < 60; minute += 1)
    time.observe(minute * 60_000 * 1.0001 + 500, minute * 60_000, 1);
  expect(Math.abs(time.toShared(3_540_000) - (3_540_000 * 1.0001 + 500))).toBeLessThan(7);
});

test("setting a clock voids the earlier readings", () => {
  const time = createSharedTime();
  time.observe(10_000, 0, 2);
  time.observe(61_000, 1_000, 2);
  expect(time.toLocal(62_000)).toBe(2_000);
});
