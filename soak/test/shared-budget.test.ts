import { expect, test } from "vitest";
import { simulateSharedRate } from "../limits/shared-budget.js";
import { runSharedLimits, sharedLimits } from "../limits/shared-limits.js";

test.each(sharedLimits.map((limits) => [limits.what, limits] as const))(
  "%s: never more than two a second together, nearly as fast as one alone, and no more questions than requests",
  async (_what, limits) => {
    const { runs, good } = await runSharedLimits(limits, { seeds: 4, requests: 300 });
    expect([good, runs.every(({ transactions }) => transactions <= 300 * 1.1)]).toEqual([
      [true, true, true, true],
      true,
    ]);
  },
);

test.each([2, 4])(
  "%i processes never exceed the hour's 1,200, at the turn of the hour neither",
  async (count) => {
    const hosts = Array.from({ length: count }, () => ({ statementMs: 5 }));
    const together = await Promise.all(
      [1, 2, 3, 4].map((seed) => simulateSharedRate({ seed, hosts, requests: 2_600 })),
    );
    // A process may leave a hit or two unused where it cannot know to which hour they count.
    expect(
      together.filter(
        ({ refused, mostInAnHour }) => refused > 0 || mostInAnHour > 1_200 || mostInAnHour < 1_190,
      ),
    ).toEqual([]);
  },
);
