import { describe, expect, test } from "vitest";
import { optionalTables, tables } from "../../../src/tables.js";
import { storeContract } from "../../../src/sync/contract.js";
import { commit, entryOf } from "../../../src/sync/contract/contract-test.js";
import { createMemoryStore } from "../../../src/sync/index.js";

describe("the contract of stores, in memory", () => {
  test.each(storeContract)("$name", ({ run }) =>
    run(() => {
      const store = createMemoryStore();
      return Promise.resolve({
        store,
        read: (table: string) => Promise.resolve(store.rows(table)),
        close: () => Promise.resolve(),
      });
    }),
  );
});

test("links of a row that waits for its parent come in with it, in memory", async () => {
  const teams = optionalTables.teams;
  const store = createMemoryStore({ mirror: { tables: { ...tables, teams } } });
  await commit(store, tables.users, [entryOf(tables.users, { id: 1 })]);
  await commit(store, teams, [entryOf(teams, { id: 5, project_id: 9 }, { links: { teams_users: [1] } })]);
  await commit(store, tables.projects, [entryOf(tables.projects, { id: 9 })]);
  expect(store.rows("teams_users")).toEqual([{ team_id: 5, user_id: 1 }]);
});
