import { expect, test } from "vitest";
import { endpoints } from "../../../../src/index.js";
import { tables } from "../../../../src/tables.js";
import {
  createMemoryStore,
  type EnginePage,
  type PageSource,
  type Store,
} from "../../../../src/sync/index.js";
import { compareOwners } from "../../../../src/sync/verify/compare/compare-owners.js";
import { createHitAllowance } from "../../../../src/sync/verify/hit-allowance.js";
import { randomOf } from "../one-list.js";

const people = Array.from({ length: 1_000 }, (_, at) => at + 1);
/** Everybody has six rows: a hundred people have six pages. */
const ownerOf = (id: number): number => 1 + Math.floor(id / 6);
const rows = Array.from({ length: 6 * people.length }, (_, id) => id);

/** Rows of owners that 42 has; `reading` is what reading those who were asked for would cost. */
function sourceOf(theirs: readonly number[]): PageSource & { reading(): number } {
  const pages = new Map<string, number>();
  const usage = { hits: 0, bytes: 0 };
  const answer = (selected: readonly number[], size: number): EnginePage => {
    usage.hits += 1;
    return {
      items: selected.slice(0, size).map((id) => ({ id })),
      invalidItems: [],
      total: selected.length,
      date: null,
      size: Math.min(size, selected.length),
      done: null,
      remaining: [],
      resume: null,
    };
  };
  return {
    usage,
    unknownFields: {},
    serverNow: () => Promise.resolve(new Date("2026-11-23T08:00:00Z")),
    async *list(
      ...[, { idRange: [from, to] = [0, Infinity], filter }, { pageSize = 100 }]: Parameters<
        PageSource["list"]
      >
    ) {
      const owners = new Set(filter?.["user_id"] as readonly number[]);
      const all = theirs.filter((id) => owners.has(ownerOf(id)));
      pages.set([...owners].join(), Math.max(1, Math.ceil(all.length / 100)));
      yield answer(
        all.filter((id) => id >= from && id <= to),
        pageSize,
      );
      await Promise.resolve();
    },
    async *byIds(...[, { ids }]: Parameters<PageSource["byIds"]>) {
      yield answer(
        theirs.filter((id) => ids.includes(id)),
        100,
      );
      await Promise.resolve();
    },
    reading: () => [...pages.values()].reduce((sum, one) => sum + one, 0),
  };
}

function storeOf(ours: readonly number[]): Store {
  const store = createMemoryStore();
  return {
    ...store,
    counts: {
      ...store.counts,
      count: () => Promise.resolve(ours.length),
      ids: (table, [where] = []) =>
        Promise.resolve(
          table.name === "users"
            ? people
            : ours.filter((id) => where === undefined || ("in" in where && where.in.includes(ownerOf(id)))),
        ),
    },
  };
}

/** Compares everybody's rows, of which 42 or we have so many less. */
async function compareWithout(
  missing: number,
  surplus: number,
  seed: number,
): Promise<{ hits: number; reading: number; found: readonly [number, number] }> {
  const random = randomOf(seed);
  const without = (count: number): readonly number[] => {
    const taken = new Set(Array.from({ length: count }, () => rows[Math.floor(random() * rows.length)]));
    return rows.filter((id) => !taken.has(id));
  };
  const source = sourceOf(without(surplus));
  const allowance = createHitAllowance(Infinity, () => source.usage.hits);
  const context = {
    source,
    store: storeOf(without(missing)),
    table: tables.achievements_users,
    endpoint: endpoints.achievements_users,
    owners: tables.users,
    scope: { cursusId: 21, campusIds: [] },
    completeUntil: "2026-11-23T08:00:00Z",
    allowance,
    random,
    signal: undefined,
  };
  const { missing: found, surplus: gone, owners } = await compareOwners(context);
  expect(owners).toMatchObject({ compared: 1_000, of: 1_000 });
  return { hits: source.usage.hits, reading: source.reading(), found: [found.size, gone.length] };
}

test("rows of a hundred people that match are only counted; of the first hundred a page is also read", async () => {
  expect(await compareWithout(0, 0, 1)).toEqual({ hits: 10, reading: 60, found: [0, 0] });
});

test("never takes more hits than reading the rows, however many differ", async () => {
  const wrong: unknown[] = [];
  for (let seed = 1; seed <= 200; seed += 1) {
    const random = randomOf(seed + 1_000);
    const { hits, reading } = await compareWithout(
      Math.floor(400 * random()),
      Math.floor(400 * random()),
      seed,
    );
    if (hits > reading) wrong.push({ seed, hits, reading });
  }
  expect(wrong).toEqual([]);
});
