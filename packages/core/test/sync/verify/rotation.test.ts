import { describe, expect, test } from "vitest";
import { tables } from "../../../src/tables.js";
import { copy42, of, type Copied42 } from "./copied-42.js";
import { none } from "./lost-rows.js";

const long = "2024-01-01T00:00:00.000Z";

describe("with few hits", () => {
  const people = async ({ store }: Copied42): Promise<readonly number[]> => store.counts.ids(tables.users);

  // Each hit is the turn of a table at least, and everybody's rows take two of them.
  test.each([
    [1, 14],
    [3, 6],
    [12, 2],
  ])("%i at a time reach every table and everybody's rows in %i nights", async (budget, mostNights) => {
    const copied = await copy42(120, {
      only: ["users", "cursus", "campuses", "coalitions", "coalitions_users", "campus_users", "cursus_users"],
    });
    const comparable = (await copied.verify({ budget: 0 })).tables
      .filter(({ reason }) => reason === "no hits remained for it")
      .map(({ table }) => table);
    const owned = ["campus_users", "cursus_users", "coalitions_users"];
    const compared = new Set<string>();
    let nights = 0;
    const isThrough = async (table: string): Promise<boolean> => {
      const ranges = await copied.store.watermarks.verified(
        tables[table as keyof typeof tables],
        "cursus=21 campus=all",
      );
      const coverage = (await people(copied)).filter((id) =>
        ranges.some(({ from, to }) => from <= id && id <= to),
      );
      return owned.includes(table) ? coverage.length === (await people(copied)).length : ranges.length > 0;
    };
    while (compared.size < comparable.length && nights < 40) {
      nights += 1;
      copied.sandbox.advance("1d");
      const report = await copied.verify({ budget });
      expect({ few: report.hits <= budget, different: report.different, failed: report.failed }).toEqual({
        few: true,
        different: false,
        failed: false,
      });
      for (const table of comparable) if (await isThrough(table)) compared.add(table);
    }
    expect({
      comparable: comparable.length,
      compared: [...compared].sort(),
      few: nights <= mostNights,
    }).toEqual({ comparable: 7, compared: [...comparable].sort(), few: true });
  });

  test("the longest waiting come next, and what is not compared says since when", async () => {
    const copied = await copy42(40, { only: ["users", "campuses", "campus_users"] });
    const only = ["users", "campuses", "campus_users"];
    const turns: unknown[] = [];
    for (let night = 0; night < 4; night += 1) {
      copied.sandbox.advance("1d");
      const { tables: all } = await copied.verify({ only, budget: 1 });
      turns.push(
        all.map(({ table, how, remaining }) => {
          const since = String(remaining?.oldest?.slice(0, 10) ?? null);
          const left = remaining === null ? "none" : `${since} ${String(remaining.never)}`;
          return `${table}: ${how === "none" ? "" : `${how}, `}left ${left}`;
        }),
      );
    }
    expect(turns).toEqual([
      ["campuses: list, left none", "users: left null 0", "campus_users: left null 36"],
      ["campuses: left 2026-11-24 0", "users: list, left none", "campus_users: left null 36"],
      ["campuses: left 2026-11-24 0", "users: left 2026-11-25 0", "campus_users: owners, left none"],
      ["campuses: list, left none", "users: left 2026-11-25 0", "campus_users: left 2026-11-26 0"],
    ]);
  });
});

test("an empty page in place of promised rows is requested again, and is not a surplus row", async () => {
  const copied = await copy42(60, { only: ["users"] });
  copied.sandbox.fault({
    kind: "status",
    status: 200,
    headers: { "Content-Type": "application/json", "X-Total": "54", "X-Per-Page": "100" },
    body: "[]",
    when: ({ path }) => path.endsWith("/users"),
  });
  expect(of(await copied.verify({ only: ["users"] }), "users")).toMatchObject({
    found: none,
    elsewhere: [],
    hits: 2,
  });
});

test("rows that a pass skipped and did not remember are read once, and are not differences", async () => {
  const copied = await copy42(100, { only: ["users", "cursus", "campuses", "projects", "projects_users"] });
  const { id, user } = copied.sandbox.rows("projects_users")[0] as { id: number; user: { id: number } };
  expect(copied.store.rows("users").some((row) => row["id"] === user.id)).toBe(true);
  copied.sandbox.insert("projects_users", {
    ...copied.sandbox.rows("projects_users")[0],
    id: 9_000_000,
    cursus_ids: [9],
    created_at: long,
    updated_at: long,
  });
  const report = of(await copied.verify({ only: ["projects_users"] }), "projects_users");
  const again = of(await copied.verify({ only: ["projects_users"] }), "projects_users");
  expect({
    found: report.found,
    less: again.hits < report.hits,
    more: again.knownNotStored - report.knownNotStored,
    id,
  }).toEqual({ found: none, less: true, more: 1, id });
});

test("a row that 42 dates before the copy is missing, whatever its id", async () => {
  const copied = await copy42(120, { only: ["users", "cursus", "cursus_users"] });
  const [first] = copied.store.rows("cursus_users");
  copied.sandbox.insert("cursus_users", {
    ...first,
    id: 900_000,
    user: { id: first!["user_id"] },
    created_at: long,
    updated_at: long,
  });
  expect(of(await copied.verify({ only: ["cursus_users"] }), "cursus_users").found).toEqual({
    missing: [900_000],
    gone: [],
    changed: [],
  });
});
