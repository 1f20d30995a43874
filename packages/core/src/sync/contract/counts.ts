import { tables } from "../../resources/index.js";
import { commit, contractTest, entryOf, same, type ContractTest } from "./contract-test.js";

const { users, cursus } = tables;

/** Questions about what is stored. */
export const countContract: readonly ContractTest[] = [
  contractTest("an empty table has no rows and no ids", async ({ store }) => {
    same("count", await store.counts.count(users), 0);
    same("ids", await store.counts.ids(users), []);
  }),

  contractTest("a table counts its own rows, and lists their ids as ascending numbers", async ({ store }) => {
    await commit(store, cursus, [entryOf(cursus, { id: 21 })]);
    await commit(store, users, [10, 9, 100, 2].map((id) => entryOf(users, { id })));
    same("count", await store.counts.count(users), 4);
    same("ids", await store.counts.ids(users), [2, 9, 10, 100]);
  }),
];
