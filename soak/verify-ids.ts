import { endpoints } from "@42sync/core";
import { tables } from "@42sync/core/tables";
import { verify } from "@42sync/core/internal";
import {
  createMemoryStore,
  type EnginePage,
  type PageSource,
  type Store,
  type VerifiedTable,
} from "@42sync/core/sync";
import { createRandom } from "./world/random.js";
import type { Line } from "./table.js";

const rows = 100_000;
const { achievements: table } = tables;
const mirrored = [{ table, endpoint: endpoints.achievements }];

/** Ids that 42 has in place of a list, asked as 42 is asked: a page and X-Total a hit. */
class IdSource implements PageSource {
  readonly usage = { hits: 0, bytes: 0 };
  readonly unknownFields = {};

  constructor(readonly theirs: readonly number[]) {}

  serverNow(): Promise<Date> {
    return Promise.resolve(new Date("2026-11-23T08:00:00Z"));
  }

  async *list(
    ...[, { idRange: [from, to] = [0, Infinity] }, { pageSize = 100 }]: Parameters<PageSource["list"]>
  ): AsyncGenerator<EnginePage, void, void> {
    const selected = this.theirs.slice(countBelow(this.theirs, from), countBelow(this.theirs, to + 1));
    yield this.#page(selected.slice(0, pageSize), selected.length);
    await Promise.resolve();
  }

  async *byIds(...[, { ids }]: Parameters<PageSource["byIds"]>): AsyncGenerator<EnginePage, void, void> {
    const asked = this.theirs.filter((id) => ids.includes(id));
    yield this.#page(asked, asked.length);
    await Promise.resolve();
  }

  #page(ids: readonly number[], total: number): EnginePage {
    this.usage.hits += 1;
    return {
      items: ids.map((id) => ({ id })),
      invalidItems: [],
      total,
      date: null,
      size: ids.length,
      done: null,
      remaining: [],
      resume: null,
    };
  }
}

/** How many of ascending ids are below a bound. */
function countBelow(ids: readonly number[], bound: number): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ids[middle] ?? Infinity) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A store that holds ids and nothing else. */
function storeOf(ours: readonly number[]): Store {
  const store = createMemoryStore();
  return {
    ...store,
    counts: {
      ...store.counts,
      count: () => Promise.resolve(ours.length),
      ids: (_, [where] = []) =>
        Promise.resolve(
          where !== undefined && "in" in where ? ours.filter((id) => where.in.includes(id)) : ours,
        ),
    },
    watermarks: {
      ...store.watermarks,
      watermark: () =>
        Promise.resolve({ watermark: "2026-11-23T08:00:00Z", completedAt: "2026-11-23T08:00:00Z" }),
    },
  };
}

interface Planted {
  readonly found: boolean;
  readonly verified: VerifiedTable;
}

/** Takes rows out of the copy and rows out of 42, at random, and verifies. */
async function plant(
  ids: readonly number[],
  count: { readonly missing: number; readonly gone: number },
  seed: number,
): Promise<Planted> {
  const random = createRandom(seed);
  const taken = new Set<number>();
  while (taken.size < count.missing + count.gone) taken.add(ids[random.below(ids.length)] ?? 0);
  const [missing, gone] = [[...taken].slice(0, count.missing), [...taken].slice(count.missing)];
  const source = new IdSource(ids.filter((id) => !gone.includes(id)));
  const store = storeOf(ids.filter((id) => !missing.includes(id)));
  const report = await verify({
    source,
    store,
    mirrored,
    scope: { cursusId: 21, campusIds: [] },
    budget: 1000,
    marginMs: 300_000,
    random: () => random.next(),
  });
  const [verified] = report.tables;
  if (verified === undefined) throw new Error("the table was not verified");
  return {
    verified,
    found: JSON.stringify([verified.found.missing, verified.found.gone]) === JSON.stringify([missing, gone]),
  };
}

const cases = [
  { what: "one missing", missing: 1, gone: 0, hits: 15, share: 1 },
  { what: "one too many", missing: 0, gone: 1, hits: 15, share: 1 },
  { what: "one of each", missing: 1, gone: 1, hits: 45, share: 0.97 },
] as const;

/** `verify` of 100,000 rows: what is planted is found, as often and in as few hits as is promised. */
export async function runVerifyIds(seeds: number): Promise<Line> {
  const wrong: string[] = [];
  const lines: string[] = [];
  const random = createRandom(1);
  let last = 0;
  const ids = Array.from({ length: rows }, () => (last += 1 + random.below(5)));
  for (const { what, hits, share, ...count } of cases) {
    let [found, most] = [0, 0];
    for (let seed = 1; seed <= seeds; seed += 1) {
      const planted = await plant(ids, count, seed);
      found += planted.found ? 1 : 0;
      most = Math.max(most, planted.verified.hits);
    }
    lines.push(`${what}: ${String(found)} of ${String(seeds)} in at most ${String(most)} hits`);
    if (found < Math.floor(share * seeds) || most > hits) wrong.push(lines.at(-1) ?? what);
  }
  return {
    scenario: "verify",
    what: lines.join("; "),
    good: cases.length - wrong.length,
    of: cases.length,
    wrong,
  };
}
