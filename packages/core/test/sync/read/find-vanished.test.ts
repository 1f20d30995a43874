import { describe, expect, test } from "vitest";
import { BudgetError } from "../../../src/index.js";
import { tables } from "../../../src/tables.js";
import type { RunReport } from "../../../src/sync/index.js";
import { FakeSource } from "../fake-source.js";
import { campus, user } from "../people.js";
import { run, people, seats, lists, ids, filled } from "./gone-run.js";

const deleted = (report: RunReport) =>
  report.passes
    .filter(({ rows, overDeletionLimit }) => rows.deleted + overDeletionLimit > 0)
    .map(({ table, kind, rows, overDeletionLimit }) => [table, kind, rows.deleted, overDeletionLimit]);

describe("what is gone", () => {
  test("of a fully read list is confirmed by id, and marked when 42 does not have it", async () => {
    const source = new FakeSource(lists());
    const store = await filled(source);
    source.lists["campus"] = [campus(1, "Paris")];
    source.asked.length = 0;
    const report = await run(source, store);
    expect(
      source.asked.filter(({ resource }) => resource === "campus").map(({ how, query }) => [how, query.ids]),
    ).toEqual([
      ["list", undefined],
      ["by ids", [2]],
    ]);
    expect([deleted(report), ids(store, "campuses")]).toEqual([[["campuses", "full", 1, 0]], [1]]);
  });

  test("is not what a list merely hid: a row that 42 returns by id is stored and stays", async () => {
    const source = new FakeSource(lists());
    const store = await filled(source);
    source.lists["users"] = [user(1), user(2, { "alumni?": true, wallet: 7 }), user(3)];
    const report = await run(source, store);
    expect([
      deleted(report),
      store.rows("users").map((row) => [row["id"], row["alumni"], row["wallet"]]),
    ]).toEqual([
      [],
      [
        [1, false, null],
        [2, true, 7],
        [3, false, null],
      ],
    ]);
  });

  test("is marked together with its rows, each confirmed by id", async () => {
    const source = new FakeSource(lists());
    const store = await filled(source);
    source.lists["users"] = people(1, 3);
    source.lists["campus_users"] = seats(1, 3);
    const report = await run(source, store);
    expect(deleted(report)).toEqual([
      ["users", "full", 1, 0],
      ["campus_users", "full", 1, 0],
    ]);
    expect([
      ids(store, "users"),
      ids(store, "campus_users"),
      await store.counts.ownersToReread(tables.campus_users, "cursus=21 campus=all"),
    ]).toEqual([[1, 3], [11, 13], { entered: [], followed: [], gone: [] }]);
  });

  test("is marked together with them for tables read by window too", async () => {
    const source = new FakeSource(lists());
    const store = await filled(source);
    source.lists["users"] = people(1, 3);
    source.lists["campus_users"] = seats(1, 3);
    const report = await run(source, store, { fullUpToPages: 0, refreshHits: 10 });
    expect(deleted(report)).toEqual([["users", "refresh", 1, 0]]);
    expect(deleted(await run(source, store, { fullUpToPages: 0 }))).toEqual([
      ["campus_users", "window", 1, 0],
    ]);
    expect(ids(store, "campus_users")).toEqual([11, 13]);
  });

  test("is restored when it returns, with its rows", async () => {
    const source = new FakeSource(lists());
    const store = await filled(source);
    source.lists["users"] = people(1, 3);
    source.lists["campus_users"] = seats(1, 3);
    await run(source, store);
    Object.assign(source.lists, lists());
    await run(source, store);
    expect([ids(store, "users").toSorted(), ids(store, "campus_users").toSorted()]).toEqual([
      [1, 2, 3],
      [11, 12, 13],
    ]);
  });

  test("is never found by a window, a first fill or a resumed pass", async () => {
    const source = new FakeSource(lists(), 1);
    const store = await filled(source);
    source.lists["users"] = people(1, 3);
    expect(deleted(await run(source, store, { fullUpToPages: 0 }))).toEqual([]);
    source.fail = (resource, hit) =>
      resource === "users" && hit % 2 === 0
        ? new BudgetError("spent", { limit: "max hits", resetsAt: null })
        : undefined;
    for (let attempts = 0; attempts < 3; attempts += 1) expect(deleted(await run(source, store))).toEqual([]);
    source.fail = undefined;
    await run(source, store);
    expect(deleted(await run(source, store))).toEqual([["users", "full", 1, 0]]);
  });

  test("is never found by a pass that fails, even while it confirms by id", async () => {
    const source = new FakeSource(lists());
    const store = await filled(source);
    source.lists["users"] = people(1, 3);
    const before = source.usage.hits;
    source.fail = (resource, hit) =>
      resource === "users" && hit > before + 2
        ? new BudgetError("spent", { limit: "max hits", resetsAt: null })
        : undefined;
    const report = await run(source, store);
    expect([report.outcome, deleted(report), ids(store, "users")]).toEqual(["partial", [], [1, 2, 3]]);
    source.fail = undefined;
    expect((await run(source, store)).outcome).toBe("complete");
    await run(source, store);
    expect(ids(store, "users")).toEqual([1, 3]);
  });

  test("above the deletion limit is not marked until that is allowed, and the run continues", async () => {
    const many = Array.from({ length: 400 }, (_, at) => at + 1);
    const source = new FakeSource({ ...lists(), users: people(...many), campus_users: seats(...many) }, 100);
    const store = await filled(source);
    source.lists["users"] = people(...many.slice(60));
    const report = await run(source, store);
    expect([report.outcome, deleted(report), ids(store, "users").length]).toEqual([
      "complete",
      [["users", "full", 0, 60]],
      400,
    ]);
    expect(deleted(await run(source, store, { allowMassDeletion: true }))).toEqual([
      ["users", "full", 60, 0],
    ]);
    expect(ids(store, "users").length).toBe(340);
  });

  test("above the deletion limit leaves its owners to be re-read by the next run", async () => {
    const many = Array.from({ length: 400 }, (_, at) => at + 1);
    const source = new FakeSource({ ...lists(), users: people(...many), campus_users: seats(...many) }, 100);
    const store = await filled(source);
    source.lists["users"] = people(...many.filter((id) => id !== 2));
    source.lists["campus_users"] = seats(...many.slice(60));
    expect(deleted(await run(source, store))).toEqual([
      ["users", "full", 1, 0],
      ["campus_users", "full", 0, 60],
    ]);
    expect(await store.counts.ownersToReread(tables.campus_users, "cursus=21 campus=all")).toEqual({
      entered: [],
      followed: [],
      gone: [2],
    });
    expect(deleted(await run(source, store, { fullUpToPages: 0 }))).toEqual([
      ["campus_users", "window", 1, 0],
    ]);
  });
});
