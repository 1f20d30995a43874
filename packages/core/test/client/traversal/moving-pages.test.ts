import { describe, expect, test } from "vitest";
import type { AnyEndpoint } from "../../../src/index.js";
import { listAnswer, upTo, type FakeRow } from "../../fake-list.js";
import {
  clientOf,
  collect,
  idsOf,
  restingThings,
  roomy,
  sortedThings,
  things,
  withHeaders,
} from "../client-of.js";

/** Numbers between 0 and 1, the same each time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface World {
  readonly rows: FakeRow[];
  /** Rows that are in the list from the first request to the last: a traversal must deliver each of them. */
  readonly steady: () => Set<number>;
  readonly stir: () => void;
}

/** A list in which rows go and come between any two requests. */
function world(
  seed: number,
  count: number,
  { leave, come }: { readonly leave: number; readonly come: number },
): World {
  const random = seeded(seed);
  const rows: FakeRow[] = upTo(count, 2).map((id) => ({ id }));
  const steady = new Set(rows.map((row) => row.id));
  let newest = count * 2;
  return {
    rows,
    steady: () => steady,
    stir: () => {
      for (let one = 0; one < leave && rows.length > 0; one += 1) {
        const [gone] = rows.splice(Math.floor(random() * rows.length), 1);
        if (gone !== undefined) steady.delete(gone.id);
      }
      for (let one = 0; one < come; one += 1) {
        // Some ids come late, between others: transactions commit out of order.
        const id = random() < 0.5 ? (newest += 1) : 1 + 2 * Math.floor((random() * newest) / 2);
        if (!rows.some((row) => row.id === id)) rows.push({ id });
      }
    },
  };
}

async function read(
  endpoint: AnyEndpoint,
  moving: World,
  lanes: number,
): Promise<{ readonly found: readonly number[]; readonly hits: number }> {
  const { client, api, clock } = clientOf(async (request, hit) => {
    if (hit > 1) moving.stir();
    await clock.sleep(20 + (hit % 3) * 70);
    return withHeaders(listAnswer(moving.rows, request), roomy);
  });
  const pages = await clock.run(collect(client.resource(endpoint).pages({ lanes, pageSize: 10 })));
  return { found: idsOf(pages as readonly { items: readonly { id: number }[] }[]), hits: api.hits().length };
}

describe("no row is lost while the list changes", () => {
  const seeds = upTo(40);

  test.each([1, 2, 4])(
    "by keyset, %i lanes, while rows are added and removed between any two requests",
    async (lanes) => {
      for (const seed of seeds) {
        const moving = world(seed, 400, { leave: 2, come: 1 });
        const { found } = await read(things, moving, lanes);
        expect({
          seed,
          lost: [...moving.steady()].filter((id) => !found.includes(id)),
          twice: found.length - new Set(found).size,
        }).toEqual({ seed, lost: [], twice: 0 });
      }
    },
  );

  test("from the last page to the first, while rows are removed", async () => {
    for (const seed of seeds) {
      const moving = world(seed, 300, { leave: 2, come: 0 });
      const { found } = await read(sortedThings, moving, 2);
      expect({
        seed,
        lost: [...moving.steady()].filter((id) => !found.includes(id)),
        twice: found.length - new Set(found).size,
      }).toEqual({ seed, lost: [], twice: 0 });
    }
  });

  test("from the last page to the first, while rows are removed, added, or added between others", async () => {
    for (const seed of seeds) {
      const random = seeded(seed);
      const moving = world(seed, 95, { leave: 0, come: 0 });
      let newest = 190;
      let stirs = 0;
      const stir = (): void => {
        if ((stirs += 1) > 25) return;
        const chance = random();
        const [gone] = chance < 0.4 ? moving.rows.splice(Math.floor(random() * moving.rows.length), 1) : [];
        if (gone !== undefined) moving.steady().delete(gone.id);
        const late = 1 + 2 * Math.floor(random() * 94);
        if (chance >= 0.4 && chance < 0.7) moving.rows.push({ id: (newest += 2) });
        else if (chance >= 0.7 && !moving.rows.some((row) => row.id === late)) moving.rows.push({ id: late });
      };
      const { found } = await read(sortedThings, { ...moving, stir }, 2);
      expect({
        seed,
        lost: [...moving.steady()].filter((id) => !found.includes(id)),
        twice: found.length - new Set(found).size,
      }).toEqual({ seed, lost: [], twice: 0 });
    }
  });

  test("a window of updated_at, while rows are touched and leave it", async () => {
    for (const seed of seeds) {
      const random = seeded(seed);
      const until = 1_000_000;
      const rows: FakeRow[] = upTo(300).map((id) => ({ id, updated_at: Math.floor(random() * until) }));
      const untouched = new Set(rows.map((row) => row.id));
      const { client, clock } = clientOf(async (request, hit) => {
        for (let one = 0; one < 3 && hit > 1; one += 1) {
          const touched = rows[Math.floor(random() * rows.length)];
          if (touched === undefined) continue;
          touched["updated_at"] = until + hit;
          untouched.delete(touched.id);
        }
        const window = rows.filter((row) => Number(row["updated_at"]) <= until);
        return withHeaders(listAnswer(window, request), roomy);
      });
      const found = (
        await clock.run(client.resource(things).all({ pageSize: 10, range: { updated_at: [0, until] } }))
      ).map((row) => row.id);
      expect({ seed, lost: [...untouched].filter((id) => !found.includes(id)) }).toEqual({ seed, lost: [] });
    }
  });

  test.each([1, 3])(
    "a window in which more rows have one updated_at than fit a page, while some are touched and leave it, %i lanes",
    async (lanes) => {
      for (const seed of seeds) {
        const random = seeded(seed);
        const rows: FakeRow[] = upTo(95).map((id) => ({ id, updated_at: id % 20 === 0 ? 6 : 5 }));
        const untouched = new Set(rows.map((row) => row.id));
        const { client, clock } = clientOf((request, hit) => {
          const touched = hit > 1 ? rows[Math.floor(random() * rows.length)] : undefined;
          if (touched !== undefined && untouched.delete(touched.id)) touched["updated_at"] = 100 + hit;
          return withHeaders(
            listAnswer(
              rows.filter((row) => Number(row["updated_at"]) <= 9),
              request,
            ),
            roomy,
          );
        });
        const found = (
          await clock.run(client.resource(things).all({ lanes, pageSize: 10, range: { updated_at: [0, 9] } }))
        ).map((row) => row.id);
        expect({
          seed,
          lost: [...untouched].filter((id) => !found.includes(id)),
          twice: found.length - new Set(found).size,
        }).toEqual({ seed, lost: [], twice: 0 });
      }
    },
  );

  test.each([
    { leave: 1, come: 0 },
    { leave: 0, come: 1 },
  ])("a list without any order, read until it rests: %o", async (change) => {
    for (const seed of seeds) {
      const moving = world(seed, 95, change);
      let stirs = 0;
      const { client, clock } = clientOf((request, hit) => {
        if (hit > 1 && (stirs += 1) <= 8) moving.stir();
        return withHeaders(listAnswer(moving.rows, request), roomy);
      });
      const found = (await clock.run(client.resource(restingThings).all({ pageSize: 10 }))).map(
        (row) => row.id,
      );
      expect({
        seed,
        lost: [...moving.steady()].filter((id) => !found.includes(id)),
        twice: found.length - new Set(found).size,
      }).toEqual({ seed, lost: [], twice: 0 });
    }
  });
});
