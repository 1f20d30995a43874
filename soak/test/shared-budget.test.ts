import { expect, test } from "vitest";
import { simulateSharedRate, type SharedRate } from "../shared-budget.js";

const seeds = Array.from({ length: 12 }, (_, index) => index + 1);
const mean = (rates: readonly SharedRate[]): number => rates.reduce((sum, { rate }) => sum + rate, 0) / rates.length;
const run = (processes: number, requests: number, many = seeds): Promise<readonly SharedRate[]> => Promise.all(many.map((seed) => simulateSharedRate({ seed, processes, requests, databaseMs: 5 })));

test.each([2, 4])("%i processes never exceed two a second, lose less than 3 percent together, and ask the database once a request", async (processes) => {
  const [alone, together] = [await run(0, 300), await run(processes, 300)];
  expect(together.map(({ refused, mostInASecond, transactions }) => [refused, mostInASecond, transactions])).toEqual(seeds.map(() => [0, 2, 300]));
  expect(mean(together) / mean(alone)).toBeGreaterThan(0.97);
});

test.each([2, 4])("%i processes never exceed the hour's 1,200, at the turn of the hour neither", async (processes) => {
  const together = await run(processes, 2_600, [1, 2, 3, 4]);
  // A process may leave a hit or two unused where it cannot know to which hour they count.
  expect(together.filter(({ refused, mostInAnHour }) => refused > 0 || mostInAnHour > 1_200 || mostInAnHour < 1_190)).toEqual([]);
});
