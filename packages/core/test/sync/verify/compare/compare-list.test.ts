import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differInSomeWay } from "../mixed-differences.js";
import { compareIds, idsOf, randomOf, takeOut, type Outcome } from "../one-list.js";

/** More of them in `npm run soak`. */
const seeds = 60;
const table = idsOf(100_000, randomOf(1));

/**
 * What reading a list by keyset costs: X-Total tells which page is the last, and an empty list takes a hit as
 * well.
 */
const hitsToRead = (theirs: readonly number[], pageSize = 100): number =>
  Math.max(1, Math.ceil(theirs.length / pageSize));

interface Planted {
  readonly outcome: Outcome;
  readonly found: boolean;
}

/** Takes so many rows from our side and so many from theirs, at random, and looks for them. */
async function plant(
  ids: readonly number[],
  missing: number,
  surplus: number,
  seed: number,
): Promise<Planted> {
  const random = randomOf(seed);
  const all = takeOut(ids, missing + surplus, random).taken;
  const [ours, theirs] = [new Set(all.slice(0, missing)), new Set(all.slice(missing))];
  const outcome = await compareIds({
    ours: ids.filter((id) => !ours.has(id)),
    theirs: ids.filter((id) => !theirs.has(id)),
    random,
  });
  const wanted = JSON.stringify([[...ours], [...theirs]]);
  return { outcome, found: JSON.stringify([outcome.missing, outcome.surplus]) === wanted };
}

async function plantAll(
  ids: readonly number[],
  missing: number,
  surplus: number,
): Promise<{ found: number; most: number; chance: number }> {
  let [found, most, chance] = [0, 0, 0];
  for (let seed = 1; seed <= seeds; seed += 1) {
    const planted = await plant(ids, missing, surplus, seed);
    found += planted.found ? 1 : 0;
    most = Math.max(most, planted.outcome.hits);
    chance += planted.outcome.chance / seeds;
  }
  return { found, most, chance };
}

describe("in a table of 100,000 rows", () => {
  test("one missing row is found in at most 15 hits", async () => {
    const { found, most } = await plantAll(table, 1, 0);
    expect({ found, few: most <= 15, most }).toMatchObject({ found: seeds, few: true });
  });

  test("one surplus row is found in at most 15 hits", async () => {
    const { found, most } = await plantAll(table, 0, 1);
    expect({ found, few: most <= 15, most }).toMatchObject({ found: seeds, few: true });
  });

  test("one of each at once, hidden from a count, are found in at most 45 hits in 97 of 100 cases", async () => {
    const { found, most, chance } = await plantAll(table, 1, 1);
    expect({
      found,
      often: found >= Math.floor(0.97 * seeds),
      few: most <= 45,
      most,
      stated: chance < 0.03,
    }).toMatchObject({ often: true, few: true, stated: true });
  });

  test("no difference takes 33 hits, and leaves a chance of 1 in 62", async () => {
    const { outcome } = await plant(table, 0, 0, 1);
    expect(outcome).toMatchObject({ missing: [], surplus: [], hits: 33, total: 100_000 });
    expect(outcome.chance).toBeCloseTo(1 / 62, 4);
  });
});

test("a hidden pair beside a visible difference is left to the count after the repair", async () => {
  const rounds = { atOnce: 0, later: 0, unstated: 0, most: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const random = randomOf(seed);
    const [surplus = 0, ...missing] = takeOut(table, 3, random).taken;
    let ours = table.filter((id) => !missing.includes(id));
    const theirs = table.filter((id) => id !== surplus);
    const first = await compareIds({ ours, theirs, random });
    rounds.most = Math.max(rounds.most, first.hits);
    if (first.chance < 0.1) rounds.unstated += 1;
    ours = [...ours.filter((id) => !first.surplus.includes(id)), ...first.missing].sort((a, b) => a - b);
    const second = await compareIds({ ours, theirs, random });
    if (ours.join() === theirs.join()) rounds.atOnce += 1;
    else if (
      [...ours.filter((id) => !second.surplus.includes(id)), ...second.missing]
        .sort((a, b) => a - b)
        .join() === theirs.join()
    )
      rounds.later += 1;
  }
  // Of pairs that the search did not part, more than of any others are close enough to hide once more.
  const { atOnce, later, unstated, most } = rounds;
  expect({
    found: atOnce + later >= 0.95 * seeds,
    byBoth: atOnce > 0 && later > 0,
    unstated,
    few: most <= 45,
  }).toEqual({ found: true, byBoth: true, unstated: 0, few: true });
});

test("the reported chance is how often a hidden pair is actually missed", async () => {
  const ids = idsOf(10_000, randomOf(2));
  let [missed, stated] = [0, 0];
  const rounds = 1_500;
  for (let seed = 1; seed <= rounds; seed += 1) {
    const random = randomOf(seed);
    const [ours, theirs] = takeOut(ids, 2, random).taken as [number, number];
    const outcome = await compareIds({
      ours: ids.filter((id) => id !== ours),
      theirs: ids.filter((id) => id !== theirs),
      random,
    });
    if (outcome.missing.length + outcome.surplus.length === 2) continue;
    missed += 1;
    stated += outcome.chance;
  }
  const clean = await compareIds({ ours: ids, theirs: ids, random: randomOf(1) });
  const expected = clean.chance * rounds;
  // Four standard deviations of a count that is as often as stated.
  expect({
    missed,
    expected,
    near: Math.abs(missed - expected) < 4 * Math.sqrt(expected),
    same: Math.abs(stated / missed - clean.chance) < 0.002,
  }).toMatchObject({ near: true, same: true });
});

describe("the cost", () => {
  test("a short list is read, so nothing hides in it", async () => {
    const { outcome, found } = await plant(idsOf(4_000, randomOf(3)), 1, 1, 5);
    expect({ found, hits: outcome.hits, chance: outcome.chance }).toEqual({
      found: true,
      hits: 40,
      chance: 0,
    });
  });

  test("an empty copy is read once, and so is a copy of an empty list", async () => {
    const ids = idsOf(1_000, randomOf(3));
    expect(await compareIds({ ours: [], theirs: ids, random: randomOf(1) })).toEqual({
      missing: ids,
      surplus: [],
      hits: 10,
      chance: 0,
      total: 1_000,
    });
    expect(await compareIds({ ours: ids, theirs: [], random: randomOf(1) })).toEqual({
      missing: [],
      surplus: ids,
      hits: 1,
      chance: 0,
      total: 0,
    });
    expect(await compareIds({ ours: [], theirs: [], random: randomOf(1) })).toEqual({
      missing: [],
      surplus: [],
      hits: 1,
      chance: 0,
      total: 0,
    });
  });

  test("new rows cost no search", async () => {
    const ids = idsOf(100_000, randomOf(3));
    const outcome = await compareIds({ ours: ids.slice(0, -30), theirs: ids, random: randomOf(1) });
    expect({ missing: outcome.missing, hits: outcome.hits }).toEqual({ missing: ids.slice(-30), hits: 3 });
  });

  test("three gone people out of 24,081 are found in at most 22 hits", async () => {
    const ids = idsOf(24_081, randomOf(4));
    const { found, most } = await plantAll(ids, 0, 3);
    expect({ found, few: most <= 22, most }).toMatchObject({ found: seeds, few: true });
  });

  test("finds all rows that only one side has, in no more hits than reading the list again", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12_000 }),
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 0, max: 2 ** 30 }),
        async (rows, missing, seed) => {
          const ids = idsOf(rows, randomOf(seed));
          const { remaining, taken } = takeOut(ids, Math.min(missing, rows), randomOf(seed + 1));
          const lacking = await compareIds({ ours: remaining, theirs: ids, random: randomOf(seed) });
          const keeping = await compareIds({ ours: ids, theirs: remaining, random: randomOf(seed) });
          expect([lacking.missing, lacking.surplus, keeping.missing, keeping.surplus]).toEqual([
            taken,
            [],
            [],
            taken,
          ]);
          expect([lacking.hits <= hitsToRead(ids), keeping.hits <= hitsToRead(remaining)]).toEqual([
            true,
            true,
          ]);
        },
      ),
      { numRuns: 150, seed: 1_257_153_003, examples: [[10_631, 85, 22_581_718]] },
    );
  });

  test("finds only true differences, all that a count shows, in no more hits than reading the list", async () => {
    const wrong: unknown[] = [];
    for (let seed = 1; seed <= 2_000; seed += 1) {
      const { kind, ours, theirs, pageSize, random } = differInSomeWay(seed);
      const { missing, surplus, hits } = await compareIds({ ours, theirs, pageSize, random });
      const [here, there] = [new Set(ours), new Set(theirs)];
      const isTrue =
        missing.every((id) => !here.has(id) && there.has(id)) &&
        surplus.every((id) => here.has(id) && !there.has(id));
      const isAll = missing.length - surplus.length === theirs.length - ours.length;
      if (!isTrue || !isAll || hits > hitsToRead(theirs, pageSize))
        wrong.push({ seed, kind, isTrue, isAll, hits, reading: hitsToRead(theirs, pageSize) });
    }
    expect(wrong).toEqual([]);
  });

  test("takes one hit more where 42 has less than a page in place of half of our rows", async () => {
    const ids = idsOf(20_000, randomOf(3));
    const theirs = [...ids.slice(0, 150), ...ids.slice(10_000, 19_850)];
    expect(await compareIds({ ours: ids.slice(0, 10_000), theirs, random: randomOf(1) })).toMatchObject({
      missing: ids.slice(10_000, 19_850),
      surplus: ids.slice(150, 10_000),
      hits: hitsToRead(theirs) + 1,
    });
  });

  test("with too few hits it finds what it can, and says so", async () => {
    await expect(
      compareIds({ ours: table.slice(1), theirs: table.slice(0, -1), random: randomOf(1), most: 0 }),
    ).rejects.toMatchObject({ code: "E_BUDGET" });
    const counted = await compareIds({ ours: table, theirs: table, random: randomOf(1), most: 10 });
    expect([counted.hits, counted.chance > 0.9]).toEqual([1, true]);
  });
});
