import { describe, expect, test } from "vitest";
import { endpoints } from "../../../src/index.js";
import { scopeKey, tables } from "../../../src/tables.js";
import { makePlan } from "../../../src/internal.js";
import type { Mirrored } from "../../../src/tables.js";
import {
  createMemoryStore,
  type MemoryStore,
  type Plan,
  type PlanOptions,
  type Policy,
} from "../../../src/sync/index.js";

const scope = { cursusId: 21, campusIds: [] };
const now = new Date("2026-11-23T08:00:00.000Z");
const policy: Policy = {
  name: "nightly",
  fullUpToPages: 5,
  referenceTtlMs: 20 * 3_600_000,
  marginMs: 300_000,
  refreshHits: 0,
};
const mirrored: readonly Mirrored[] = [
  { table: tables.cursus, endpoint: endpoints.cursus },
  { table: tables.campuses, endpoint: endpoints.campus },
  { table: tables.campus_users, endpoint: endpoints.campus_users },
  { table: tables.users, endpoint: endpoints.users },
];

const plan = (store: MemoryStore, options: PlanOptions = {}, change: Partial<Policy> = {}): Promise<Plan> =>
  makePlan({ policy: { ...policy, ...change }, mirrored, store, scope, now, options });
const brief = (made: Plan) =>
  made.passes.map((pass) => `${pass.table.name}: ${pass.skip ? "skip" : pass.kind}, ${pass.reason}`);

async function complete(
  store: MemoryStore,
  name: keyof typeof tables,
  watermark: string,
  rows = 0,
): Promise<void> {
  const table = tables[name];
  const entries = Array.from({ length: rows }, (_, index) => ({
    row: { id: index + 1 },
    links: {},
    mayEnter: true,
  }));
  await store.pages.commit({
    table,
    scope: scopeKey(scope),
    passId: null,
    entries,
    invalidItems: [],
    skipped: 0,
    completes: { watermark, kind: "full" },
  });
}

describe("makePlan", () => {
  test("fills what is not filled, parents before children", async () => {
    expect(brief(await plan(createMemoryStore()))).toEqual([
      "cursus: full, not filled yet",
      "campuses: full, not filled yet",
      "users: full, not filled yet",
      "campus_users: full, not filled yet",
      "campuses: parents, rows wait for it in quarantine",
    ]);
  });

  test("skips fresh reference lists, reads short lists in full and long ones by window", async () => {
    const store = createMemoryStore();
    await complete(store, "cursus", "2026-11-23T00:00:00.000Z");
    await complete(store, "campuses", "2026-11-22T00:00:00.000Z");
    await complete(store, "users", "2026-11-22T02:00:00.000Z", 501);
    const made = await plan(store);
    expect(brief(made)).toEqual([
      "cursus: skip, read 8 h ago, good for 20 h",
      "campuses: full, the list doesn't say what changed",
      "users: window, changes since the last complete pass",
      "campus_users: full, not filled yet",
      "campuses: parents, rows wait for it in quarantine",
    ]);
    expect(made.passes[2]?.since).toEqual(new Date("2026-11-22T01:55:00.000Z"));
  });

  test("reads a list of at most five pages in full, unless the policy never does", async () => {
    const store = createMemoryStore();
    await complete(store, "users", "2026-11-22T02:00:00.000Z", 500);
    expect(brief(await plan(store, { only: ["users"] }))).toEqual(["users: full, at most 5 pages"]);
    expect(brief(await plan(store, { only: ["users"] }, { fullUpToPages: 0 }))).toEqual([
      "users: window, changes since the last complete pass",
    ]);
  });

  test("reads reference lists again when forced", async () => {
    const store = createMemoryStore();
    await complete(store, "cursus", "2026-11-23T07:59:00.000Z");
    expect(brief(await plan(store, { only: ["cursus"], force: true }))).toEqual([
      "cursus: full, the list doesn't say what changed",
    ]);
  });

  test("resumes an unfinished pass in its own window", async () => {
    const store = createMemoryStore();
    const resume = {
      kind: "window",
      since: "2026-11-20T00:00:00.000Z",
      until: "2026-11-21T00:00:00.000Z",
      startedAt: "2026-11-21T00:00:00.000Z",
      state: { stage: 0, how: "list", inner: 7 },
    } as const;
    await store.pages.commit({
      table: tables.users,
      scope: scopeKey(scope),
      passId: null,
      entries: [],
      invalidItems: [],
      skipped: 0,
      resume,
    });
    const [pass] = (await plan(store, { only: ["users"] })).passes;
    expect(pass).toMatchObject({
      kind: "window",
      since: new Date(resume.since),
      until: new Date(resume.until),
      resume,
      reason: "resumes where the last run stopped",
    });
  });

  test("does not trust a watermark ahead of the server's clock: everything is read again", async () => {
    const store = createMemoryStore();
    await complete(store, "users", "2026-11-23T09:00:00.000Z", 501);
    expect(brief(await plan(store, { only: ["users"] }))).toEqual([
      "users: full, its watermark is ahead of the server's clock",
    ]);
  });

  test("the people of a campus are read by its list, because only that says who they are", async () => {
    const store = createMemoryStore();
    const campus = { cursusId: 21, campusIds: [12] };
    const entries = Array.from({ length: 501 }, (_, index) => ({
      row: { id: index + 1 },
      links: {},
      mayEnter: true,
    }));
    await store.pages.commit({
      table: tables.users,
      scope: scopeKey(campus),
      passId: null,
      entries,
      invalidItems: [],
      skipped: 0,
      completes: { watermark: "2026-11-22T02:00:00.000Z", kind: "full" },
    });
    const made = await makePlan({
      policy,
      mirrored,
      store,
      scope: campus,
      now,
      options: { only: ["users"] },
    });
    expect(brief(made)).toEqual(["users: full, only the list says who belongs to these campuses"]);
  });

  test("the caller's own window leaves watermark and resume point alone and skips lists without windows", async () => {
    const store = createMemoryStore();
    const since = new Date("2026-11-01T00:00:00.000Z");
    await expect(plan(store, { window: { since } })).rejects.toMatchObject({
      code: "E_PLAN",
      message: "campus_users refers to campuses, which is not filled yet",
    });
    await complete(store, "cursus", "2026-11-01T00:00:00.000Z");
    await complete(store, "campuses", "2026-11-01T00:00:00.000Z");
    const made = await plan(store, { window: { since } });
    expect(made.passes.map((pass) => [pass.table.name, pass.skip, pass.since, pass.keepsState])).toEqual([
      ["cursus", true, since, false],
      ["campuses", true, since, false],
      ["users", false, since, false],
      ["campus_users", false, since, false],
    ]);
  });

  test("refuses an unknown table, and a table whose parents are neither planned nor filled", async () => {
    const store = createMemoryStore();
    await expect(plan(store, { only: ["user"] })).rejects.toMatchObject({
      code: "E_PLAN",
      message: "there is no table user",
      hint: "the tables are cursus, campuses, campus_users, users",
    });
    await expect(plan(store, { only: ["campus_users"] })).rejects.toMatchObject({
      code: "E_PLAN",
      message: "campus_users refers to users, which is not filled yet",
    });
  });
});
