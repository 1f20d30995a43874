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

  test("shows a pass that is not complete, without a watermark", async () => {
    const store = await freshStore(db);
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
    expect(await store.reports.freshness()).toMatchObject([
      {
        table: "users",
        watermark: null,
        completedAt: null,
        lagSeconds: null,
        lastOutcome: null,
        lastKind: "full",
      },
    ]);
    await store.ledger.endPass(passId, {
      outcome: "failed",
      hits: 1,
      bytes: 0,
      seconds: 0.1,
      reason: "500 after 4 attempts",
    });
    expect(await store.reports.freshness()).toMatchObject([
      { lastOutcome: "failed", lastReason: "500 after 4 attempts", lastRows: counts({}) },
    ]);
  });

  test("a heal, a refresh and a window of one's own do not hide the pass that moved the watermark", async () => {
    const store = await freshStore(db);
    const runId = await store.ledger.beginRun({ name: "nightly", scope });
    const make = async (
      kind: "full" | "parents" | "refresh" | "window",
      outcome: "complete" | "failed",
      reason: string | null,
    ): Promise<void> => {
      const passId = await store.ledger.beginPass({
        runId,
        table: "users",
        kind,
        reason: "for the test",
        since: null,
        until: null,
        resumed: false,
        watermarkBefore: null,
      });
      await store.ledger.endPass(passId, { outcome, hits: 1, bytes: 0, seconds: 0.1, reason });
    };
    const told = async (): Promise<unknown> =>
      (await store.reports.freshness()).map(
        ({ lastKind, lastOutcome, thenKind, thenOutcome, thenReason }) => [
          lastKind,
          lastOutcome,
          thenKind,
          thenOutcome,
          thenReason,
        ],
      );
    const seen: unknown[] = [];
    for (const [kind, outcome, reason] of [
      ["full", "complete", null],
      ["refresh", "complete", null],
      ["parents", "failed", "500 after 4 attempts"],
      ["window", "complete", null],
      ["full", "complete", null],
    ] as const) {
      await make(kind, outcome, reason);
      seen.push(await told());
    }
    expect(seen).toEqual([
      [["full", "complete", null, null, null]],
      [["full", "complete", "refresh", "complete", null]],
      [["full", "complete", "parents", "failed", "500 after 4 attempts"]],
      [["full", "complete", "window", "complete", null]],
      [["full", "complete", null, null, null]],
    ]);
  });

  test("a run that has not ended is under way only while the lock is held for it", async () => {
    const store = await freshStore(db);
    const open = async (): Promise<unknown> => [
      (await store.reports.runs()).map(({ name, outcome, running }) => [name, outcome, running]),
      (await store.reports.days()).map(({ runs, notComplete }) => [runs, notComplete]),
    ];
    const held = await store.lock.acquire({ run: "nightly" });
    await store.ledger.beginRun({ name: "nightly", scope });
    const during = await open();
    await held.release();
    const killed = await open();
    const other = await store.lock.acquire({ run: "verify" });
    const beside = await open();
    await other.release();
    const next = await store.lock.acquire({ run: "nightly" });
    const planning = await open();
    await next.release();
    const was = [[["nightly", "killed", false]], [[1, 1]]];
    expect([during, killed, beside, planning]).toEqual([
      [[["nightly", null, true]], [[1, 0]]],
      was,
      was,
      was,
    ]);
  });

  test("a run that was killed is told as killed, before and after the next one: its end, and what its last pass took, are unknown", async () => {
    let now = Date.parse("2026-01-01T00:00:00Z");
    const store = await freshStore(db, { clock: { now: () => now } });
    const runId = await store.ledger.beginRun({ name: "nightly", scope });
    const pass = {
      runId,
      kind: "full",
      reason: "never complete",
      since: null,
      until: null,
      resumed: false,
      watermarkBefore: null,
    } as const;
    const first = await store.ledger.beginPass({ ...pass, table: "campuses" });
    await store.ledger.endPass(first, { outcome: "complete", hits: 3, bytes: 700, seconds: 1, reason: null });
    const cut = await store.ledger.beginPass({ ...pass, table: "users" });
    await commit(store, tables.users, [entry(user(1))], { passId: cut });
    const told = async (): Promise<unknown> => {
      const run = await store.reports.run(runId);
      const fresh = await store.reports.freshness();
      return {
        run: [run?.outcome, run?.running, run?.endedAt, run?.hits, run?.bytes],
        passes: run?.passDetails.map(({ table, outcome, endedAt, seconds, hits, bytes, rows }) => [
          table,
          outcome,
          endedAt,
          seconds,
          hits,
          bytes,
          rows.inserted,
        ]),
        fresh: fresh.map(({ table, lastKind, lastOutcome, lastEndedAt }) => [
          table,
          lastKind,
          lastOutcome,
          lastEndedAt,
        ]),
      };
    };
    const before = await told();
    now += 60_000;
    const next = await store.ledger.beginRun({ name: "nightly", scope });
    await store.ledger.endRun(next, { outcome: "complete", hits: 0, reason: null });
    const killed = {
      run: ["killed", false, null, 3, 700],
      passes: [
        ["campuses", "complete", "2026-01-01T00:00:00.000Z", 1, 3, 700, 0],
        ["users", "killed", null, null, null, null, 1],
      ],
      fresh: [
        ["campuses", "full", "complete", "2026-01-01T00:00:00.000Z"],
        ["users", "full", "killed", null],
      ],
    };
    expect({ before, after: await told() }).toEqual({ before: killed, after: killed });
    expect(await db.sql("select outcome from sync42.runs where id = $1", [runId])).toEqual([
      { outcome: "killed" },
    ]);
    expect((await store.reports.days()).map(({ runs, notComplete }) => [runs, notComplete])).toEqual([
      [2, 1],
    ]);
  });

  test("shows the last runs first, and as many as asked for", async () => {
    const store = await freshStore(db);
    for (const name of ["a", "b", "c"]) await store.ledger.beginRun({ name, scope });
    expect((await store.reports.runs(2)).map(({ name, outcome }) => ({ name, outcome }))).toEqual([
      { name: "c", outcome: null },
      { name: "b", outcome: null },
    ]);
  });

  test("the view of freshness can be asked by anybody", async () => {
    const store = await freshStore(db);
    await commit(store, tables.users, [], {
      completes: { watermark: "2026-01-01T00:00:00.000Z", kind: "full" },
    });
    const { columns, rows } = await store.query("select * from sync42.freshness where data_schema = $1", [
      store.schema,
    ]);
    expect(columns.slice(0, 6)).toEqual([
      "data_schema",
      "table_name",
      "scope",
      "watermark",
      "completed_at",
      "lag",
    ]);
    expect(rows).toMatchObject([
      { table_name: "users", watermark: new Date("2026-01-01T00:00:00.000Z"), last_outcome: null },
    ]);
  });

  test("a table that a run did not come to was never complete", async () => {
    const store = await freshStore(db, { clock: { now: () => Date.parse("2026-01-01T00:00:00Z") } });
    await store.ledger.beginRun({ name: "nightly", scope, tables: ["cursus", "users"] });
    const never = {
      scope,
      watermark: null,
      completedAt: null,
      lagSeconds: null,
      lastOutcome: null,
      lastKind: null,
      lastStartedAt: null,
      lastEndedAt: null,
      lastReason: null,
      lastRows: null,
      thenKind: null,
      thenOutcome: null,
      thenReason: null,
    };
    expect(await store.reports.freshness()).toEqual([
      { table: "cursus", ...never },
      { table: "users", ...never },
    ]);
  });

  test("shows one run pass by pass, and none of another schema", async () => {
    let now = Date.parse("2026-01-01T00:00:00Z");
    const store = await freshStore(db, { clock: { now: () => now } });
    const other = await freshStore(db);
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
