import { expect, test } from "vitest";
import { forecastRun } from "../../../src/commands/plan/forecast-run.js";

const now = Date.parse("2026-11-24T02:50:00Z");
const usage = {
  perSecond: 2,
  perHour: 1200,
  remainingThisHour: 1000,
  hourResetsAt: new Date("2026-11-24T03:00:00Z"),
};

test("what the hour has left is taken at the second's limit; what is more waits for the next hours", () => {
  expect(forecastRun(256, usage, now)).toEqual({ seconds: 128, remaining: 744 });
  expect(forecastRun(1000, usage, now)).toEqual({ seconds: 500, remaining: 0 });
  expect(forecastRun(1100, usage, now)).toEqual({ seconds: 600 + 50, remaining: 1100 });
  expect(forecastRun(2200 + 300, usage, now)).toEqual({ seconds: 600 + 3600 + 150, remaining: 900 });
});

test("before anything was told, the guide's limits hold", () => {
  expect(forecastRun(1300, { ...usage, remainingThisHour: null, hourResetsAt: null }, now)).toEqual({
    seconds: 3600 + 50,
    remaining: 1100,
  });
});
