import { tables } from "@42sync/core/tables";
import { expect, test } from "vitest";
import { describeStores } from "../../../../../testing/databases.js";
import { commit, entry, freshStore, user } from "../../given.js";

const scope = "cursus=21 campus=all";

describeStores("runs that have not ended", (db) => {
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

  test("a killed run has no end and its last pass no hits, before and after the next run", async () => {
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
});
