import { describe, expect, test } from "vitest";
import {
  mostSent,
  recentHits,
  type CountedHit,
} from "../../../../src/transport/limits/shared/unseen-hits.js";

const hour = 490_000;
const hit = (at: number, count?: number, of = hour): CountedHit =>
  count === undefined ? { at } : { at, hour: of, count };

describe("most hits that can have been sent", () => {
  test.each<readonly [string, readonly CountedHit[], number | null]>([
    ["are unknown while nothing was answered", [hit(90_000), hit(95_000)], null],
    [
      "are what the server counted, and what may come after it",
      [hit(95_000, 7), hit(99_000), hit(101_000)],
      9,
    ],
    [
      "are not more for what it counted before, as that one's answer tells",
      [hit(94_000, 5), hit(94_500, 6), hit(95_000, 7)],
      7,
    ],
    ["are more for what may have been under way meanwhile", [hit(94_500), hit(95_000, 7)], 8],
    [
      "are not more for what was to start ten seconds earlier and never arrived",
      [hit(84_000), hit(85_000), hit(95_000, 7)],
      7,
    ],
    [
      "are the fewest that any answer of the last ten seconds allows",
      [hit(80_000), hit(89_500, 1), hit(92_000, 4), hit(95_000, 5), hit(96_000)],
      6,
    ],
    ["have nothing to do with another hour's", [hit(94_000, 1_199, hour - 1), hit(95_000, 1)], 1],
    ["are unknown while only another hour's were answered", [hit(95_000, 1_199, hour - 1)], null],
  ])("%s", (_what, hits, count) => {
    expect(mostSent(hits, hour, 100_000)).toEqual(count === null ? null : { hour, count });
  });
});

test("hits of the last twenty seconds are still informative", () => {
  expect(recentHits([hit(79_999), hit(80_000), hit(80_001), hit(120_000)], 100_000)).toEqual([
    hit(80_001),
    hit(120_000),
  ]);
});
