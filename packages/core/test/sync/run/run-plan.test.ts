import { describe, expect, test } from "vitest";
import { systemClock } from "../../../src/index.js";
import { tables } from "../../../src/tables.js";
import { makePlan, runPlan } from "../../../src/internal.js";
import { createMemoryStore, type RunEvent } from "../../../src/sync/index.js";
import { FakeSource } from "../fake-source.js";
import { user } from "../people.js";
import { everywhere, policy, mirrored, run, lists, ended, ids } from "./people-run.js";

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
});

describe("how a run ends", () => {
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
