import { describe, expect, test } from "vitest";
import { BudgetError, endpoints, HttpError, systemClock } from "../../../src/index.js";
import { tables, type Scope } from "../../../src/tables.js";
import { makePlan, runPlan } from "../../../src/internal.js";
import type { Mirrored } from "../../../src/tables.js";
import {
  createMemoryStore,
  type MemoryStore,
  type PlanOptions,
  type RunEvent,
  type RunReport,
} from "../../../src/sync/index.js";
import { FakeSource } from "../fake-source.js";
import { campus, campusUser, cursus, cursusUser, user } from "../people.js";

const everywhere: Scope = { cursusId: 21, campusIds: [] };
const policy = { name: "nightly", fullUpToPages: 0, referenceTtlMs: 0, marginMs: 300_000, refreshHits: 0 };
const mirrored: readonly Mirrored[] = [
  { table: tables.campuses, endpoint: endpoints.campus },
  { table: tables.users, endpoint: endpoints.users },
  { table: tables.campus_users, endpoint: endpoints.campus_users },
];

interface Settings {
  readonly scope?: Scope;
  readonly options?: PlanOptions;
  readonly finish?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
}

function run(source: FakeSource, store: MemoryStore, settings: Settings = {}): Promise<RunReport> {
  const { scope = everywhere, options = {}, ...rest } = settings;
  return runPlan({
    source,
    store,
    clock: systemClock,
    name: "nightly",
    plan: () => makePlan({ policy, mirrored, store, scope, now: source.now, options }),
    ...rest,
  });
}

const lists = () => ({
  cursus: [cursus(21)],
  campus: [campus(1, "Paris")],
  users: [user(1), user(2), user(3)],
  campus_users: [campusUser(11, 1, 1), campusUser(12, 2, 1), campusUser(13, 99, 1), campusUser(14, 3, 404)],
});
const ended = (report: RunReport) => report.passes.map((pass) => `${pass.table} ${pass.outcome} ${pass.how}`);
const ids = (store: MemoryStore, table: string) => store.rows(table).map((row) => row["id"]);

describe("runPlan", () => {
  test("fills the tables, skips other people's rows, quarantines rows without a parent", async () => {
    const store = createMemoryStore();
    const report = await run(new FakeSource(lists()), store);
    expect([report.outcome, report.hits, ended(report)]).toEqual([
      "complete",
      5,
      [
        "campuses complete list",
        "users complete list",
        "campus_users complete by ids",
        "campuses complete none",
      ],
    ]);
    expect([ids(store, "users"), ids(store, "campus_users")]).toEqual([
      [1, 2, 3],
      [11, 12],
    ]);
    expect(
      [...store.quarantine.values()].map(({ table, reason, detail }) => ({ table, reason, detail })),
    ).toEqual([
      { table: "campus_users", reason: "missing_parent", detail: "campus_id 404 is not among campuses" },
    ]);
    expect(await store.watermarks.watermark(tables.users, "cursus=21 campus=all")).toMatchObject({
      watermark: "2026-11-23T08:00:00.000Z",
    });
  });

  test("the ledger and the report agree", async () => {
    const store = createMemoryStore();
    const report = await run(new FakeSource(lists()), store);
    expect(store.passes.map((pass) => [pass.table, pass.rows, pass.end?.outcome, pass.end?.hits])).toEqual(
      report.passes.map((pass) => [pass.table, pass.rows, pass.outcome, pass.hits]),
    );
    expect(store.runs.map(({ name, outcome }) => ({ name, outcome }))).toEqual([
      { name: "nightly", outcome: "complete" },
    ]);
  });

  test("says how many tables it reads, and counts no table twice", async () => {
    const [source, store, begun] = [new FakeSource(lists()), createMemoryStore(), [] as RunEvent[]];
    const onEvent = (event: RunEvent): void => {
      if (event.type === "run") begun.push(event);
    };
    const patient = { ...policy, referenceTtlMs: 3_600_000 };
    for (let runs = 0; runs < 2; runs += 1)
      await runPlan({
        source,
        store,
        clock: systemClock,
        name: "nightly",
        plan: () => makePlan({ policy: patient, mirrored, store, scope: everywhere, now: source.now }),
        onEvent,
      });
    expect(begun).toEqual([
      { type: "run", runId: 1, name: "nightly", passes: 4, tables: 3, skipped: 0 },
      { type: "run", runId: 2, name: "nightly", passes: 4, tables: 3, skipped: 1 },
    ]);
  });

  test("alumni and non-students do not enter; students that become alumni keep their row", async () => {
    const source = new FakeSource({
      ...lists(),
      users: [user(1), user(2, { "alumni?": true }), user(3, { kind: "admin" })],
    });
    const store = createMemoryStore();
    await run(source, store, { options: { only: ["users", "campuses"] } });
    expect(ids(store, "users")).toEqual([1]);
    source.now = new Date("2026-11-23T12:00:00.000Z");
    source.lists["users"] = [
      user(1, { "alumni?": true, updated_at: "2026-11-23T11:00:00.000Z" }),
      user(4, { updated_at: "2026-11-23T11:00:00.000Z" }),
      user(5, { "alumni?": true, updated_at: "2026-11-23T11:00:00.000Z" }),
    ];
    const report = await run(source, store, { options: { only: ["users"] } });
    expect(store.rows("users").map((row) => [row["id"], row["alumni"]])).toEqual([
      [1, true],
      [4, false],
    ]);
    expect(report.rows).toMatchObject({ inserted: 1, updated: 1, skipped: 1 });
  });

  test("a window has no filter that can change, and goes from a margin before the watermark to now", async () => {
    const source = new FakeSource(lists());
    const store = createMemoryStore();
    await run(source, store, { options: { only: ["users"] } });
    source.now = new Date("2026-11-23T12:00:00.000Z");
    source.asked.length = 0;
    await run(source, store, { options: { only: ["users"] } });
    expect(source.asked).toEqual([
      {
        resource: "users",
        how: "list",
        query: {
          under: { cursus: 21 },
          filter: { kind: "student" },
          range: { updated_at: [new Date("2026-11-23T07:55:00.000Z"), new Date("2026-11-23T12:00:00.000Z")] },
        },
      },
    ]);
  });

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

  test("takes the list when it needs fewer hits than asking by people", async () => {
    const people = Array.from({ length: 350 }, (_, index) => user(index + 1));
    const rows = people.map((one) => campusUser(1000 + one.id, one.id, 1));
    for (const [total, how] of [
      [500, "list"],
      [501, "by ids"],
    ] as const) {
      const source = new FakeSource({ ...lists(), users: people, campus_users: rows }, 100);
      source.totals = { campus_users: total };
      const store = createMemoryStore();
      const report = await run(source, store);
      expect([report.passes[2]?.how, store.rows("campus_users").length]).toEqual([how, 350]);
    }
  });

  test("without an owner to ask by, a pass is complete and empty", async () => {
    const store = createMemoryStore();
    const report = await run(new FakeSource({ ...lists(), users: [] }), store);
    expect([ended(report), report.hits]).toEqual([
      ["campuses complete list", "users complete list", "campus_users complete none"],
      2,
    ]);
    expect(await store.watermarks.watermark(tables.campus_users, "cursus=21 campus=all")).toMatchObject({
      watermark: "2026-11-23T08:00:00.000Z",
    });
  });

  test("a 403 skips the resource and its dependents, the rest continues", async () => {
    const noLimit = { limit: null, resetsAt: null, fault: null };
    const source = new FakeSource(lists());
    source.fail = (resource) =>
      resource === "campus"
        ? new HttpError("GET /v2/campus: 403", { status: 403, hint: "ask 42 for the right" })
        : undefined;
    const report = await run(source, createMemoryStore());
    expect([report.outcome, report.error]).toEqual(["partial", null]);
    expect(report.passes.map((pass) => [pass.table, pass.outcome, pass.error])).toEqual([
      [
        "campuses",
        "skipped",
        { ...noLimit, code: "E_FORBIDDEN", message: "GET /v2/campus: 403", hint: "ask 42 for the right" },
      ],
      ["users", "complete", null],
      [
        "campus_users",
        "skipped",
        { ...noLimit, code: "E_PLAN", message: "skipped because campuses was not read", hint: null },
      ],
    ]);
  });

  test("a 404 on a list skips it as a 403 does; a 500 fails it; neither ends the run", async () => {
    for (const [status, outcome] of [
      [404, "skipped"],
      [500, "failed"],
    ] as const) {
      const source = new FakeSource(lists());
      source.fail = (resource) =>
        resource === "campus_users"
          ? new HttpError(`GET /v2/campus_users: ${String(status)}`, { status })
          : undefined;
      const report = await run(source, createMemoryStore());
      expect([report.outcome, ended(report)]).toEqual([
        "partial",
        ["campuses complete list", "users complete list", `campus_users ${outcome} none`],
      ]);
    }
  });

  test("reaching the limit ends the run as partial; the next one resumes there and loses nothing", async () => {
    const source = new FakeSource(lists());
    const resetsAt = new Date("2026-11-23T09:00:00.000Z");
    source.fail = (_, hit) =>
      hit === 3 ? new BudgetError("the hour's hits are spent", { limit: "hour", resetsAt }) : undefined;
    const store = createMemoryStore();
    const first = await run(source, store);
    expect([first.outcome, first.resetsAt, first.error?.code, ended(first)]).toEqual([
      "partial",
      resetsAt.toISOString(),
      "E_BUDGET",
      ["campuses complete list", "users partial list"],
    ]);
    expect(await store.watermarks.watermark(tables.users, "cursus=21 campus=all")).toBeUndefined();
    source.fail = undefined;
    source.now = new Date("2026-11-23T09:00:01.000Z");
    const second = await run(source, store);
    expect([second.outcome, ids(store, "users"), second.passes[1]?.rows.inserted]).toEqual([
      "complete",
      [1, 2, 3],
      1,
    ]);
    // The watermark is the beginning of the whole pass, not of its second half.
    expect(await store.watermarks.watermark(tables.users, "cursus=21 campus=all")).toMatchObject({
      watermark: "2026-11-23T08:00:00.000Z",
    });
  });

  test("an interrupted pass whose list is read differently now starts over", async () => {
    const source = new FakeSource(lists());
    const store = createMemoryStore();
    const state = { stage: 0, how: "list", traversal: "until-rest", inner: { after: 2 } };
    const resume = {
      kind: "full",
      since: null,
      until: null,
      startedAt: "2026-11-23T08:00:00.000Z",
      state,
    } as const;
    await store.pages.commit({
      table: tables.users,
      scope: "cursus=21 campus=all",
      passId: null,
      entries: [],
      invalidItems: [],
      skipped: 0,
      resume,
    });
    const report = await run(source, store, { options: { only: ["users"] } });
    expect([report.outcome, ids(store, "users")]).toEqual(["complete", lists().users.map(({ id }) => id)]);
  });

  test("asked to finish, it stores the current page and stops", async () => {
    const finish = new AbortController();
    const store = createMemoryStore();
    const report = await run(new FakeSource(lists()), store, {
      finish: finish.signal,
      onEvent: (event) => event.type === "page" && event.table === "users" && finish.abort(),
    });
    expect([report.outcome, report.interrupted, ended(report), ids(store, "users")]).toEqual([
      "partial",
      true,
      ["campuses complete list", "users partial list"],
      [1, 2],
    ]);
    const resume = await store.watermarks.resumePoint(tables.users, "cursus=21 campus=all");
    expect(resume).toEqual({
      kind: "full",
      since: null,
      until: null,
      startedAt: "2026-11-23T08:00:00.000Z",
      state: { stage: 0, how: "list", traversal: "keyset", inner: { after: 2 } },
    });
  });

  test("a bug is thrown, after the ledger and the lock were closed", async () => {
    const source = new FakeSource(lists());
    source.fail = () => new TypeError("oops");
    const store = createMemoryStore();
    await expect(run(source, store)).rejects.toThrow(new TypeError("oops"));
    expect(store.runs.map(({ outcome, reason }) => [outcome, reason])).toEqual([["failed", "oops"]]);
    await (await store.lock.acquire({ run: "next" })).release();
  });

  test("a second run learns who holds the lock", async () => {
    const store = createMemoryStore();
    const held = await store.lock.acquire({ run: "nightly" });
    await expect(run(new FakeSource(lists()), store)).rejects.toMatchObject({
      code: "E_LOCKED",
      message: "another run (nightly) holds the lock",
    });
    await held.release();
  });

  test("the caller's own window moves no watermark and saves no resume point", async () => {
    const source = new FakeSource(lists());
    const store = createMemoryStore();
    await run(source, store);
    source.now = new Date("2026-11-23T12:00:00.000Z");
    await run(source, store, { options: { window: { since: new Date("2026-10-01T00:00:00.000Z") } } });
    expect(await store.watermarks.resumePoint(tables.users, "cursus=21 campus=all")).toBeUndefined();
    expect(await store.watermarks.watermark(tables.users, "cursus=21 campus=all")).toMatchObject({
      watermark: "2026-11-23T08:00:00.000Z",
    });
  });
});
