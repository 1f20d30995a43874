import { describe, expect, test } from "vitest";
import { BudgetError, endpoints, systemClock } from "../../../src/index.js";
import { tables, type Scope } from "../../../src/tables.js";
import { makePlan, runPlan } from "../../../src/internal.js";
import type { Mirrored } from "../../../src/tables.js";
import {
  createMemoryStore,
  type MemoryStore,
  type PlanOptions,
  type RunReport,
} from "../../../src/sync/index.js";
import { FakeSource } from "../fake-source.js";
import { campus, campusUser, user } from "../people.js";

const scope: Scope = { cursusId: 21, campusIds: [] };
const mirrored: readonly Mirrored[] = [
  { table: tables.campuses, endpoint: endpoints.campus },
  { table: tables.users, endpoint: endpoints.users },
  { table: tables.campus_users, endpoint: endpoints.campus_users },
];

interface Settings {
  readonly fullUpToPages?: number;
  readonly refreshHits?: number;
  readonly allowMassDeletion?: boolean;
  readonly options?: PlanOptions;
  readonly finish?: AbortSignal;
  readonly more?: readonly Mirrored[];
}

function run(
  source: FakeSource,
  store: MemoryStore,
  { fullUpToPages = 5, refreshHits = 0, options = {}, more = [], ...rest }: Settings = {},
): Promise<RunReport> {
  const policy = { name: "nightly", fullUpToPages, referenceTtlMs: 0, marginMs: 300_000, refreshHits };
  return runPlan({
    source,
    store,
    clock: systemClock,
    name: "nightly",
    plan: () =>
      makePlan({ policy, mirrored: [...mirrored, ...more], store, scope, now: source.now, options }),
    ...rest,
  });
}

const people = (...ids: readonly number[]) => ids.map((id) => user(id));
const seats = (...ids: readonly number[]) => ids.map((id) => campusUser(id + 10, id, 1));
const lists = () => ({
  campus: [campus(1, "Paris"), campus(2, "Lyon")],
  users: people(1, 2, 3),
  campus_users: seats(1, 2, 3),
});
const ids = (store: MemoryStore, table: string) => store.rows(table).map((row) => row["id"]);
const deleted = (report: RunReport) =>
  report.passes
    .filter(({ rows, overDeletionLimit }) => rows.deleted + overDeletionLimit > 0)
    .map(({ table, kind, rows, overDeletionLimit }) => [table, kind, rows.deleted, overDeletionLimit]);

async function filled(source: FakeSource): Promise<MemoryStore> {
  const store = createMemoryStore();
  await run(source, store);
  source.now = new Date(source.now.getTime() + 86_400_000);
  return store;
}

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
