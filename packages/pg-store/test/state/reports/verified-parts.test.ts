import { tables } from "@42sync/core/tables";
import { expect, test } from "vitest";
import { describeStores } from "../../../../../testing/databases.js";
import { commit, entry, freshStore, user } from "../../given.js";

const scope = "cursus=21 campus=all";
const everything = [{ from: 0, to: 2_147_483_647, failed: false }];

describeStores("parts that were compared with 42", (db) => {
  test("are lists as a whole, and people's rows since the longest wait, with those never compared", async () => {
    const store = await freshStore(db);
    await commit(
      store,
      tables.users,
      [1, 2, 3, 4, 5].map((id) => entry(user(id))),
    );
    expect(await store.reports.verifiedParts()).toEqual([]);
    await commit(store, tables.campus_users, [], {
      verified: { ranges: [{ from: 2, to: 3, failed: false }], readAt: "2026-01-02T00:00:00.000Z" },
    });
    await commit(store, tables.campus_users, [], {
      verified: { ranges: [{ from: 5, to: 5, failed: false }], readAt: "2026-01-01T00:00:00.000Z" },
    });
    await commit(store, tables.users, [], {
      verified: { ranges: everything, readAt: "2026-01-03T00:00:00.000Z" },
    });
    // What failed was not compared.
    const attempts = {
      ranges: [{ from: 0, to: 2_147_483_647, failed: true }],
      readAt: "2025-01-01T00:00:00.000Z",
    };
    for (const table of [tables.users, tables.campus_users, tables.cursus])
      await commit(store, table, [], { verified: attempts });
    expect(await store.reports.verifiedParts()).toEqual([
      { table: "users", scope, owners: null, never: 0, oldestAt: "2026-01-03T00:00:00.000Z" },
      { table: "campus_users", scope, owners: 5, never: 2, oldestAt: "2026-01-01T00:00:00.000Z" },
    ]);
    await commit(store, tables.users, [], { gone: [1, 4] });
    await commit(store, tables.campus_users, [], {
      verified: { ranges: [{ from: 4, to: 9, failed: false }], readAt: "2026-01-04T00:00:00.000Z" },
    });
    expect((await store.reports.verifiedParts())[1]).toEqual({
      table: "campus_users",
      scope,
      owners: 3,
      never: 0,
      oldestAt: "2026-01-02T00:00:00.000Z",
    });
  });
});
