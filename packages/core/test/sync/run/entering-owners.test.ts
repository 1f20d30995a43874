import { describe, expect, test } from "vitest";
import { BudgetError, endpoints, systemClock } from "../../../src/index.js";
import { tables } from "../../../src/tables.js";
import { makePlan, runPlan } from "../../../src/internal.js";
import type { Mirrored } from "../../../src/tables.js";
import { createMemoryStore, type RunEvent } from "../../../src/sync/index.js";
import { FakeSource } from "../fake-source.js";
import { campusUser, cursus, cursusUser, user } from "../people.js";
import { policy, run, lists, ids } from "./people-run.js";

describe("owners that enter", () => {
  test("for a campus, new people come from its list, and known ones are requested by id", async () => {
    const source = new FakeSource({
      ...lists(),
      users: [
        user(1, { primary_campus_id: 12 }),
        user(2, { primary_campus_id: 12 }),
        user(3, { primary_campus_id: 1 }),
      ],
    });
    const store = createMemoryStore();
    const settings = { scope: { cursusId: 21, campusIds: [12] }, options: { only: ["users"] } };
    await run(source, store, settings);
    expect(ids(store, "users")).toEqual([1, 2]);
    const late = { updated_at: "2026-11-23T11:00:00.000Z" };
    source.now = new Date("2026-11-23T12:00:00.000Z");
    source.lists["users"] = [
      user(1, { primary_campus_id: 1, "alumni?": true, ...late }),
      user(2, { primary_campus_id: 12 }),
      user(3, { primary_campus_id: 1, ...late }),
      user(7, { primary_campus_id: 12, ...late }),
    ];
    source.asked.length = 0;
    const report = await run(source, store, settings);
    expect(store.rows("users").map((row) => [row["id"], row["alumni"]])).toEqual([
      [1, true],
      [2, false],
      [7, false],
    ]);
    expect(source.asked.map(({ how, query }) => [how, query.filter, query.ids])).toEqual([
      ["list", { kind: "student", "alumni?": false, primary_campus_id: [12] }, undefined],
      ["by ids", undefined, [1]],
    ]);
    expect(report.rows).toMatchObject({ inserted: 1, updated: 1, skipped: 0 });
  });

  test("all rows of an owner that enters later are read once, however old they are", async () => {
    const source = new FakeSource(lists());
    const store = createMemoryStore();
    await run(source, store);
    source.now = new Date("2026-11-23T12:00:00.000Z");
    const late = { updated_at: "2026-11-23T11:00:00.000Z" };
    source.lists["users"] = [...lists().users, user(99, late)];
    source.lists["campus_users"] = [...lists().campus_users, campusUser(15, 1, 1, late)];
    expect(ids(store, "campus_users")).toEqual([11, 12]);
    source.asked.length = 0;
    const report = await run(source, store);
    // 13 was skipped while 99 was unknown here; its updated_at is older than any window.
    expect([ids(store, "campus_users"), report.passes[2]?.outcome]).toEqual([[11, 12, 15, 13], "complete"]);
    expect(
      source.asked
        .filter(({ resource }) => resource === "campus_users")
        .map(({ query }) => [query.ids, query.range === undefined]),
    ).toEqual([
      [[1, 2, 3, 99], false],
      [[99], true],
    ]);
    source.asked.length = 0;
    await run(source, store);
    expect(source.asked.filter(({ resource }) => resource === "campus_users")).toHaveLength(1);
  });

  test("all rows of an owner that enters during an interrupted first fill are read before it completes", async () => {
    const source = new FakeSource({
      ...lists(),
      users: [user(5), user(6)],
      campus_users: [campusUser(11, 5, 1), campusUser(12, 6, 1), campusUser(13, 6, 1)],
    });
    const store = createMemoryStore();
    source.fail = (resource, hit) =>
      resource === "campus_users" && hit > 3
        ? new BudgetError("spent", { limit: "max hits", resetsAt: null })
        : undefined;
    await run(source, store);
    expect(ids(store, "campus_users")).toEqual([11, 12]);
    source.fail = undefined;
    source.now = new Date("2026-11-23T12:00:00.000Z");
    source.lists["users"] = [user(1, { updated_at: "2026-11-23T11:00:00.000Z" }), user(5), user(6)];
    source.lists["campus_users"] = [campusUser(10, 1, 1), ...(source.lists["campus_users"] ?? [])];
    await run(source, store);
    expect(ids(store, "campus_users").toSorted()).toEqual([10, 11, 12, 13]);
    expect(await store.counts.ownersToReread(tables.campus_users, "cursus=21 campus=all")).toEqual({
      entered: [],
      followed: [],
      gone: [],
    });
  });

  test("all rows of an owner that enters through one scope are read by both scopes of a copy", async () => {
    const of = (name: "cursus" | "users" | "cursus_users"): Mirrored => ({
      table: tables[name],
      endpoint: endpoints[name],
    });
    const source = new FakeSource({
      cursus: [cursus(21), cursus(9)],
      users: [user(1)],
      cursus_users: [
        cursusUser(11, 1, 21),
        cursusUser(12, 1, 9),
        cursusUser(13, 2, 21),
        cursusUser(14, 2, 9),
      ],
    });
    const store = createMemoryStore();
    const runIn = async (
      cursusId: number,
      finish?: AbortSignal,
      onEvent?: (event: RunEvent) => void,
    ): Promise<string> => {
      const scope = { cursusId, campusIds: [] };
      const plan = () =>
        makePlan({
          policy,
          mirrored: [of("cursus"), of("users"), of("cursus_users")],
          store,
          scope,
          now: source.now,
        });
      return (
        await runPlan({
          source,
          store,
          clock: systemClock,
          name: "nightly",
          plan,
          ...(finish === undefined ? {} : { finish }),
          ...(onEvent === undefined ? {} : { onEvent }),
        })
      ).outcome;
    };
    expect([await runIn(21), await runIn(9), ids(store, "cursus_users")]).toEqual([
      "complete",
      "complete",
      [11, 12],
    ]);
    source.now = new Date("2026-11-23T12:00:00.000Z");
    source.lists["users"] = [user(1), user(2, { updated_at: "2026-11-23T11:00:00.000Z" })];
    const stop = new AbortController();
    expect(
      await runIn(9, stop.signal, (event) => {
        if (event.type === "pass-end" && event.table === "users") stop.abort();
      }),
    ).toBe("partial");
    expect([await runIn(21), ids(store, "cursus_users")]).toEqual(["complete", [11, 12, 13]]);
    expect([await runIn(9), ids(store, "cursus_users")]).toEqual(["complete", [11, 12, 13, 14]]);
  });
});
