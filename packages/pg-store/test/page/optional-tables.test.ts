import { defineMirror, optionalTables, tables } from "@42sync/core/tables";
import { createPgStore } from "@42sync/pg-store";
import { expect, test } from "vitest";
import { describeStores } from "../../../../testing/databases.js";
import { commit, freshStore, user } from "../given.js";

const { quests_users } = optionalTables;

describeStores("an optional table that is not mirrored now", (db) => {
  test("still notes who enters, and who is gone, until it is mirrored again", async () => {
    const store = await freshStore(db);
    const withQuests = createPgStore({
      ...db.options(),
      schema: store.schema,
      mirror: defineMirror({ with: ["quests", "quests_users"] }),
    });
    await withQuests.migrate();
    await store.tables.users.upsertRows([user(1)]);
    await commit(withQuests, quests_users, [], {
      completes: { watermark: "2026-01-01T00:00:00.000Z", kind: "full" },
    });
    await store.tables.users.upsertRows([user(2)]);
    await commit(store, tables.users, [], { gone: [1] });
    expect(await withQuests.counts.ownersToReread(quests_users, "cursus=21 campus=all")).toEqual({
      entered: [2],
      followed: [],
      gone: [1],
    });
    expect(await withQuests.counts.ownersToReread(optionalTables.locations, "cursus=21 campus=all")).toEqual({
      entered: [],
      followed: [],
      gone: [],
    });
  });
});
