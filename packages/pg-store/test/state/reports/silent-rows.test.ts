import { tables } from "@42sync/core/tables";
import { expect, test } from "vitest";
import { describeStores } from "../../../../../testing/databases.js";
import { commit, entry, freshStore, user } from "../../given.js";

const scope = "cursus=21 campus=all";

describeStores("rows that change in silence", (db) => {
  test("are as old as the owner who waits longest, and tell how many nights a round takes", async () => {
    const store = await freshStore(db);
    await commit(
      store,
      tables.users,
      [1, 2, 3, 4, 5].map((id) => entry(user(id))),
    );
    expect(await store.reports.silentRows()).toEqual([]);
    const read = (from: number, to: number, readAt: string) =>
      commit(store, tables.users, [], { coverage: { ranges: [{ from, to }], readAt } });
    await read(1, 2, "2026-01-02T00:00:00.000Z");
    expect(await store.reports.silentRows()).toEqual([
      { table: "users", scope, owners: 5, oldestReadAt: null, nights: 3 },
    ]);
    await read(3, 9, "2026-01-01T00:00:00.000Z");
    expect(await store.reports.silentRows()).toEqual([
      { table: "users", scope, owners: 5, oldestReadAt: "2026-01-01T00:00:00.000Z", nights: 3 },
    ]);
    await commit(store, tables.users, [], { gone: [1] });
    await read(0, 9, "2026-01-03T00:00:00.000Z");
    expect(await store.reports.silentRows()).toEqual([
      { table: "users", scope, owners: 4, oldestReadAt: "2026-01-03T00:00:00.000Z", nights: 1 },
    ]);
  });
});
