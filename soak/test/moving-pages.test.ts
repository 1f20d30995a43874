import { expect, test } from "vitest";
import { runMovingPages } from "../moving-pages.js";

test.each(Array.from({ length: 8 }, (_, index) => index + 1))(
  "no row is lost while pages move, seed %i",
  async (seed) => {
    const { wrong } = await runMovingPages(seed);
    expect(wrong).toEqual([]);
  },
);
