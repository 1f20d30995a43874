import { tables } from "@42sync/core/tables";
import { expect, test } from "vitest";
import { describeStores } from "../../../../../testing/databases.js";
import { commit, counts, freshStore } from "../../given.js";

const scope = "cursus=21 campus=all";

describeStores("how fresh tables are", (db) => {
  test("shows a pass that is not complete, without a watermark", async () => {
    const store = await freshStore(db);
    const held = await store.lock.acquire({ run: "nightly" });
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
    await held.release();
  });

  test("passes that move no watermark do not hide the last one that did", async () => {
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
});
