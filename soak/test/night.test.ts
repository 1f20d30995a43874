import { expect, inject, test } from "vitest";
import { checkHits, runNight } from "../night/run-night.js";

// Every list of people is longer than five pages, as in a large school, so that the still night costs what it
// costs there: soak/README.md.
test("a quiet night rewrites no row; the next ones find all changes and deletions, in the promised hits", async () => {
  const { hits, moved, wrong } = await runNight(inject("postgresUrl"), { students: 700, seed: 42 });
  expect({ hits, moved, wrong, dear: checkHits(hits).filter(({ good }) => !good) }).toEqual({
    hits: {
      first: 307,
      still: 18,
      incremental: 8,
      refresh: 34,
      verify: 15,
      expected: { incremental: 12, refresh: 31 },
    },
    moved: { announced: 77, silent: 29, gone: 32 },
    wrong: [],
    dear: [],
  });
});
