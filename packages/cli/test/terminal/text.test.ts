import { expect, test } from "vitest";
import { showBytes, showMany, showSeconds, showTime } from "../../src/terminal/text.js";

test("durations name their two biggest units", () => {
  expect([0, 0.4, 59.6, 200, 3600, 47_100, 180_000, -3].map(showSeconds)).toEqual([
    "0 s",
    "0 s",
    "1 min",
    "3 min 20 s",
    "1 h",
    "13 h 5 min",
    "2 d 2 h",
    "0 s",
  ]);
});

test("sizes", () => {
  expect([0, 999, 1000, 118_000, 999_700, 3_240_000, 2_500_000_000].map(showBytes)).toEqual([
    "0 B",
    "999 B",
    "1.0 kB",
    "118 kB",
    "1.0 MB",
    "3.2 MB",
    "2.5 GB",
  ]);
});

test("counts, with their word", () => {
  expect([showMany(1, "hit"), showMany(15_400, "hit"), showMany(2, "index", "indexes")]).toEqual([
    "1 hit",
    "15,400 hits",
    "2 indexes",
  ]);
});

test("times are UTC and say so", () => {
  expect(showTime("2026-11-24T03:00:05.700+01:00")).toBe("2026-11-24 02:00:05Z");
});
