import { tables } from "@42sync/core/tables";
import { expect, test } from "vitest";
import { describeStores } from "../../../../testing/databases.js";
import { commit, counts, entry, freshStore, user } from "../given.js";

describeStores("invalid items in quarantine", (db) => {
  test("are handed out again, without rows whose values no column can hold", async () => {
    const store = await freshStore(db);
    const invalidItems = [{ id: 5, path: "login", reason: "expected string", item: { id: 5, login: null } }];
    const unfit = [
      entry(user(1, { wallet: "x" })),
      entry(user(2, { login: "x".repeat(3_000) })),
      entry(user(null as never)),
    ];
    expect(await commit(store, tables.users, unfit, { invalidItems })).toEqual(counts({ quarantined: 4 }));
    expect(await store.counts.invalidItems(tables.users)).toEqual([
      { key: "5", detail: "login: expected string", item: { id: 5, login: null } },
    ]);
  });

  test("leave in one transaction with the rows that they become", async () => {
    const store = await freshStore(db);
    const invalidItems = [5, 6].map((id) => ({
      id,
      path: "login",
      reason: "expected string",
      item: { id, login: id },
    }));
    await commit(store, tables.users, [], { invalidItems });
    const broken = { completes: { watermark: "no instant", kind: "full" } } as const;
    await expect(
      commit(store, tables.users, [entry(user(5))], { revalidated: ["5"], ...broken }),
    ).rejects.toMatchObject({ code: "E_STORE" });
    expect(
      (await store.counts.invalidItems(tables.users, "login: expected string")).map(({ key }) => key),
    ).toEqual(["5", "6"]);
    expect(await commit(store, tables.users, [entry(user(5))], { revalidated: ["5"] })).toEqual(
      counts({ inserted: 1 }),
    );
    expect(
      (await store.counts.invalidItems(tables.users, "login: expected string")).map(({ key }) => key),
    ).toEqual(["6"]);
  });
});
