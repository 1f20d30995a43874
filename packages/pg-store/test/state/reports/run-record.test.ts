import { tables } from "@42sync/core/tables";
import { expect, test } from "vitest";
import { describeStores } from "../../../../../testing/databases.js";
import { commit, counts, entry, freshStore, user } from "../../given.js";

const scope = "cursus=21 campus=all";

describeStores("the record of runs", (db) => {
  test("sums pages into passes and passes into runs, and tells how fresh tables are", async () => {
    let now = Date.parse("2026-01-01T00:00:00Z");
    const store = await freshStore(db, { clock: { now: () => now }, holder: "pid 1 on a" });
    const runId = await store.ledger.beginRun({ name: "nightly", scope });
    const pass = {
      runId,
      table: "users",
      kind: "window",
      reason: "changes",
      since: "2025-12-31T00:00:00.000Z",
      until: "2026-01-01T00:00:00.000Z",
      resumed: true,
      watermarkBefore: "2025-12-31T00:10:00.000Z",
    } as const;
    const passId = await store.ledger.beginPass(pass);
    now += 1_000;
    await commit(store, tables.users, [entry(user(1)), entry(user(2)), entry(user(3), { mayEnter: false })], {
      passId,
      skipped: 2,
    });
    const invalidItems = [{ id: 9, path: "kind", reason: "expected string", item: { id: 9 } }];
    await commit(store, tables.users, [entry(user(1)), entry(user(2, { wallet: 1 }))], {
      passId,
      invalidItems,
      completes: { watermark: "2026-01-01T00:00:00.500Z", kind: "window" },
    });
    now += 1_000;
    await store.ledger.endPass(passId, {
      outcome: "complete",
      hits: 3,
      bytes: 5_000_000_000,
      seconds: 1.5,
      reason: null,
    });
    await store.ledger.endRun(runId, { outcome: "partial", hits: 4, reason: "the hour's budget\0 is spent" });
    const rows = counts({ inserted: 2, updated: 1, unchanged: 1, quarantined: 1, skipped: 3 });
    expect(await store.reports.runs()).toEqual([
      {
        id: runId,
        name: "nightly",
        scope,
        holder: "pid 1 on a",
        startedAt: "2026-01-01T00:00:00.000Z",
        endedAt: "2026-01-01T00:00:02.000Z",
        outcome: "partial",
        running: false,
        reason: "the hour's budget\uFFFD is spent",
        hits: 4,
        bytes: 5_000_000_000,
        passes: 1,
        rows,
      },
    ]);
    now += 58_500;
    expect(await store.reports.freshness()).toEqual([
      {
        table: "users",
        scope,
        watermark: "2026-01-01T00:00:00.500Z",
        completedAt: "2026-01-01T00:00:01.000Z",
        lagSeconds: 60,
        lastOutcome: "complete",
        lastKind: "window",
        lastStartedAt: "2026-01-01T00:00:00.000Z",
        lastEndedAt: "2026-01-01T00:00:02.000Z",
        lastReason: null,
        lastRows: rows,
        thenKind: null,
        thenOutcome: null,
        thenReason: null,
      },
    ]);
    const [row] = await db.sql(
      "select kind, plan_reason, since, until, resumed, watermark_before, watermark_after, " +
        "hits::int, bytes::text, seconds, pages::int from sync42.passes where id = $1",
      [passId],
    );
    expect(row).toEqual({
      kind: "window",
      plan_reason: "changes",
      since: new Date(pass.since),
      until: new Date(pass.until),
      resumed: true,
      watermark_before: new Date(pass.watermarkBefore),
      watermark_after: new Date("2026-01-01T00:00:00.500Z"),
      hits: 3,
      bytes: "5000000000",
      seconds: 1.5,
      pages: 2,
    });
  });

  test("shows the last runs first, and as many as asked for", async () => {
    const store = await freshStore(db);
    for (const name of ["a", "b", "c"]) await store.ledger.beginRun({ name, scope });
    expect((await store.reports.runs(2)).map(({ name, outcome }) => ({ name, outcome }))).toEqual([
      { name: "c", outcome: "killed" },
      { name: "b", outcome: "killed" },
    ]);
  });

  test("shows one run pass by pass, and none of another schema", async () => {
    let now = Date.parse("2026-01-01T00:00:00Z");
    const store = await freshStore(db, { clock: { now: () => now } });
    const other = await freshStore(db);
    const held = await store.lock.acquire({ run: "nightly" });
    const runId = await store.ledger.beginRun({ name: "nightly", scope });
    const full = {
      runId,
      table: "cursus",
      kind: "full",
      reason: "not filled yet",
      since: null,
      until: null,
      resumed: false,
      watermarkBefore: null,
    } as const;
    const done = await store.ledger.beginPass(full);
    now += 2_000;
    await commit(store, tables.users, [entry(user(1))], { passId: done });
    await store.ledger.endPass(done, { outcome: "complete", hits: 1, bytes: 500, seconds: 2, reason: null });
    const open = await store.ledger.beginPass({
      ...full,
      table: "users",
      kind: "window",
      reason: "changes",
      since: "2025-12-31T00:00:00.000Z",
      resumed: true,
      watermarkBefore: "2025-12-31T00:05:00.000Z",
    });
    const common = { until: null, watermarkAfter: null, reason: null, rows: counts({}) };
    const { passDetails, ...run } = (await store.reports.run(runId))!;
    expect(run).toEqual((await store.reports.runs(1))[0]);
    expect(passDetails).toEqual([
      {
        ...common,
        id: done,
        table: "cursus",
        kind: "full",
        planReason: "not filled yet",
        since: null,
        resumed: false,
        watermarkBefore: null,
        startedAt: "2026-01-01T00:00:00.000Z",
        endedAt: "2026-01-01T00:00:02.000Z",
        outcome: "complete",
        hits: 1,
        bytes: 500,
        pages: 1,
        seconds: 2,
        rows: counts({ inserted: 1 }),
      },
      {
        ...common,
        id: open,
        table: "users",
        kind: "window",
        planReason: "changes",
        since: "2025-12-31T00:00:00.000Z",
        resumed: true,
        watermarkBefore: "2025-12-31T00:05:00.000Z",
        startedAt: "2026-01-01T00:00:02.000Z",
        endedAt: null,
        outcome: null,
        hits: null,
        bytes: null,
        pages: 0,
        seconds: null,
      },
    ]);
    expect([await other.reports.run(runId), await store.reports.run(runId + 1_000)]).toEqual([
      undefined,
      undefined,
    ]);
    await held.release();
  });

  test("sums the runs of each day in UTC", async () => {
    let now = Date.parse("2026-01-01T23:59:00Z");
    const store = await freshStore(db, { clock: { now: () => now } });
    for (const [outcome, hits] of [
      ["complete", 5],
      ["partial", 7],
    ] as const) {
      const runId = await store.ledger.beginRun({ name: "nightly", scope });
      const passId = await store.ledger.beginPass({
        runId,
        table: "users",
        kind: "full",
        reason: "not filled yet",
        since: null,
        until: null,
        resumed: false,
        watermarkBefore: null,
      });
      await commit(store, tables.users, [entry(user(hits)), entry(user(100, { wallet: hits }))], { passId });
      await store.ledger.endPass(passId, { outcome: "complete", hits, bytes: 100, seconds: 1, reason: null });
      await store.ledger.endRun(runId, { outcome, hits: hits + 1, reason: null });
      now += 120_000;
    }
    await store.ledger.beginRun({ name: "incremental", scope });
    const days = [
      { day: "2026-01-02", runs: 2, notComplete: 2, hits: 8, bytes: 100, inserted: 1, updated: 1 },
      { day: "2026-01-01", runs: 1, notComplete: 0, hits: 6, bytes: 100, inserted: 2, updated: 0 },
    ];
    expect([await store.reports.days(), await store.reports.days(1)]).toEqual([days, days.slice(0, 1)]);
  });
});
