import { describe, expect, test } from "vitest";
import { tables } from "../../../src/tables.js";
import { createMemoryStore, type RunReport } from "../../../src/sync/index.js";
import { FakeSource } from "../fake-source.js";
import { user } from "../people.js";
import { run, people, lists, filled } from "./gone-run.js";

describe("refresh", () => {
  const many = Array.from({ length: 450 }, (_, at) => at + 1);

  test("reads another slice each night, within its hits, until all owners were read", async () => {
    const source = new FakeSource({ ...lists(), users: people(...many), campus_users: [] }, 100);
    const store = createMemoryStore();
    await run(source, store, { fullUpToPages: 0 });
    source.lists["users"] = many.map((id) => user(id, { wallet: 5 }));
    const slices: (readonly unknown[] | undefined)[] = [];
    for (let night = 0; night < 3; night += 1) {
      source.now = new Date(source.now.getTime() + 86_400_000);
      source.asked.length = 0;
      const report = await run(source, store, { fullUpToPages: 0, refreshHits: 2 });
      slices.push(
        ...source.asked
          .filter(({ how }) => how === "by ids")
          .map(({ query }) => [query.ids?.[0], query.ids?.at(-1), query.ids?.length]),
      );
      expect(
        report.passes.filter(({ kind }) => kind === "refresh").map(({ hits, rows }) => [hits, rows.updated]),
      ).toEqual([[2, night === 2 ? 50 : 200]]);
    }
    // The third night has 50 left who were never read again, and goes on with those of the first.
    expect(slices).toEqual([
      [1, 200, 200],
      [201, 400, 200],
      [1, 450, 200],
    ]);
    expect(store.rows("users").filter((row) => row["wallet"] !== 5)).toEqual([]);
    const coverage = await store.watermarks.coverage(tables.users, "cursus=21 campus=all");
    expect(coverage.map(({ from, to, readAt }) => [from, to, readAt.slice(0, 10)])).toEqual([
      [0, 0, "2026-11-23"],
      [1, 150, "2026-11-26"],
      [151, 200, "2026-11-24"],
      [201, 400, "2026-11-25"],
      [401, 450, "2026-11-26"],
      [451, Number.MAX_SAFE_INTEGER, "2026-11-23"],
    ]);
  });

  test("is not planned for what the run reads in full anyway, nor without hits", async () => {
    const source = new FakeSource({ ...lists(), users: people(...many), campus_users: [] }, 100);
    const store = await filled(source);
    const kinds = (report: RunReport) => report.passes.map(({ table, kind }) => `${table} ${kind}`);
    expect(kinds(await run(source, store, { refreshHits: 9 }))).toEqual([
      "campuses full",
      "users full",
      "campus_users full",
    ]);
    expect(kinds(await run(source, store, { fullUpToPages: 0 }))).toEqual([
      "campuses full",
      "users window",
      "campus_users window",
    ]);
  });
});
