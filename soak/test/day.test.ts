import { expect, test } from "vitest";
import { runDay } from "../day.js";

test.each([6, 9])(
  "after hours of life with random faults, a nightly with a full refresh makes the copy equal 42, seed %i",
  async (seed) => {
    const { runs, cutShort, wrong } = await runDay({ seed, size: 40, hours: 12 });
    expect([runs, cutShort > 0, wrong]).toEqual([51, true, []]);
  },
);
