import { tables } from "@42sync/core/tables";
import { expect, test } from "vitest";
import { describeStores } from "../../../../testing/databases.js";
import { freshStore, user } from "../given.js";

describeStores("several data schemas in one database", (db) => {
  test("do not disturb each other", async () => {
    const [a, b] = [await freshStore(db), await freshStore(db)];
    await a.tables.users.upsertRows([user(1)]);
    await a.pages.commit({
      table: tables.users,
      scope: "s",
      passId: null,
      entries: [],
      invalidItems: [],
      skipped: 0,
      completes: { watermark: "2026-01-01T00:00:00.000Z", kind: "full" },
    });
    await a.tables.coalitions_users.upsertRows([{ id: 1, user_id: 1, coalition_id: 10 }]);
    const held = await a.lock.acquire({ run: "nightly" });
    // PGlite has one connection, over which the lock of each schema goes.
    const other = await b.lock.acquire({ run: "nightly" });
    const run = await a.ledger.beginRun({ name: "nightly", scope: "s" });
    await b.ledger.beginRun({ name: "nightly", scope: "s" });
    expect(await b.counts.count(tables.users)).toBe(0);
    expect(await b.watermarks.watermark(tables.users, "s")).toBeUndefined();
    expect(await b.reports.quarantineCounts()).toEqual([]);
    expect((await a.reports.runs()).map(({ id, outcome }) => ({ id, outcome }))).toEqual([
      { id: run, outcome: null },
    ]);
    await Promise.all([held.release(), other.release()]);
  });
});
