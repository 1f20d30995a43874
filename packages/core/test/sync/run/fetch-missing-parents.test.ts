import { describe, expect, test } from "vitest";
import { BudgetError, endpoints } from "../../../src/index.js";
import { tables } from "../../../src/tables.js";
import { createMemoryStore } from "../../../src/sync/index.js";
import { FakeSource } from "../fake-source.js";
import { campus, campusUser } from "../people.js";
import { run, lists, ids } from "../read/gone-run.js";

describe("parents", () => {
  const orphans = [campusUser(11, 1, 1), campusUser(12, 2, 404), campusUser(13, 3, 405)];

  test("asks once for missing parents; those that exist are stored with their rows", async () => {
    const source = new FakeSource({ ...lists(), campus_users: orphans });
    const store = createMemoryStore();
    await run(source, store, { options: { only: ["campuses", "users"] } });
    source.lists["campus"] = [...lists().campus, campus(405, "Nice")];
    source.asked.length = 0;
    const report = await run(source, store, { options: { only: ["campus_users"] } });
    expect(source.asked.filter(({ resource }) => resource === "campus").map(({ query }) => query)).toEqual([
      { by: "id", ids: [404, 405] },
    ]);
    expect(
      report.passes.map(({ table, kind, hits, rows }) => [
        table,
        kind,
        hits,
        rows.inserted,
        rows.quarantined,
        rows.released,
      ]),
    ).toEqual([
      ["campus_users", "full", 2, 1, 2, 0],
      ["campuses", "parents", 1, 1, 0, 1],
    ]);
    expect([
      report.outcome,
      ids(store, "campus_users"),
      ids(store, "campuses"),
      store.quarantine.size,
    ]).toEqual(["complete", [11, 13], [1, 2, 405], 1]);
    source.asked.length = 0;
    await run(source, store, { options: { only: ["campus_users"] } });
    expect(source.asked.filter(({ resource }) => resource === "campus")).toEqual([]);
  });

  test("reads a list without a filter by id again, such as coalitions", async () => {
    const more = [
      { table: tables.coalitions, endpoint: endpoints.coalitions },
      { table: tables.coalitions_users, endpoint: endpoints.coalitions_users },
    ];
    const coalition = (id: number) => ({
      id,
      name: `c${String(id)}`,
      slug: "c",
      image_url: null,
      color: "#000000",
      score: 0,
      user_id: null,
    });
    const member = (id: number, coalition_id: number) => ({
      id,
      user_id: 1,
      coalition_id,
      score: 0,
      rank: null,
      created_at: "2026-11-01T00:00:00.000Z",
      updated_at: "2026-11-01T00:00:00.000Z",
    });
    const source = new FakeSource({
      ...lists(),
      coalitions: [coalition(3)],
      coalitions_users: [member(1, 3), member(2, 4), member(3, 5)],
    });
    const store = createMemoryStore();
    await run(source, store, { more, options: { only: ["campuses", "users", "coalitions"] } });
    source.lists["coalitions"] = [coalition(3), coalition(4)];
    source.asked.length = 0;
    const report = await run(source, store, { more, options: { only: ["coalitions_users"] } });
    expect(source.asked.filter(({ resource }) => resource === "coalitions")).toEqual([
      { resource: "coalitions", how: "list", query: {} },
    ]);
    expect(
      report.passes.map(({ table, kind, rows }) => [
        table,
        kind,
        rows.inserted,
        rows.quarantined,
        rows.released,
      ]),
    ).toEqual([
      ["coalitions_users", "full", 1, 2, 0],
      ["coalitions", "parents", 1, 0, 1],
    ]);
    expect([
      ids(store, "coalitions_users"),
      await store.counts.missing(tables.coalitions),
      store.quarantine.size,
    ]).toEqual([[1, 2], [], 1]);
  });

  test("asks for nothing when the run has just read the whole list", async () => {
    const source = new FakeSource({ ...lists(), campus_users: orphans });
    const store = createMemoryStore();
    const report = await run(source, store);
    expect(source.asked.filter(({ resource }) => resource === "campus")).toHaveLength(1);
    expect(report.passes.at(-1)).toMatchObject({
      table: "campuses",
      kind: "parents",
      hits: 0,
      outcome: "complete",
    });
    expect(await store.counts.missing(tables.campuses)).toEqual([]);
  });

  test("asks when the list was read in two runs: a row added in between is not on the first run's pages", async () => {
    const source = new FakeSource({
      ...lists(),
      campus: [campus(1, "Paris"), campus(500, "Lyon"), campus(501, "Nice")],
      campus_users: orphans,
    });
    const store = createMemoryStore();
    source.fail = (_resource, hit) =>
      hit === 2 ? new BudgetError("spent", { limit: "max hits", resetsAt: null }) : undefined;
    await run(source, store);
    source.fail = undefined;
    source.lists["campus"] = [...(source.lists["campus"] ?? []), campus(405, "Metz")];
    source.asked.length = 0;
    const report = await run(source, store);
    expect(
      source.asked
        .filter(({ resource, how }) => resource === "campus" && how === "by ids")
        .map(({ query }) => query.ids),
    ).toEqual([[404, 405]]);
    expect([report.outcome, ids(store, "campus_users")]).toEqual(["complete", [11, 13]]);
  });

  test("retries after a week, then after two", async () => {
    let now = Date.parse("2026-11-23T08:00:00.000Z");
    const store = createMemoryStore({ now: () => now });
    await run(new FakeSource({ ...lists(), campus_users: orphans }), store);
    const ownersToReread = async (days: number) => (
      (now += days * 86_400_000),
      store.counts.missing(tables.campuses)
    );
    expect([await ownersToReread(6), await ownersToReread(1)]).toEqual([[], [404, 405]]);
    await store.pages.commit({
      table: tables.campuses,
      scope: "",
      passId: null,
      entries: [],
      invalidItems: [],
      skipped: 0,
      parentsNotFound: [404, 405],
    });
    expect([await ownersToReread(13), await ownersToReread(1)]).toEqual([[], [404, 405]]);
  });
});
