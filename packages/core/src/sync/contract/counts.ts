import { tables } from "../../resources/index.js";
import { commit, contractTest, entryOf, same, type ContractTest } from "./contract-test.js";

const { campus_users, cursus, projects_users, users } = tables;

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

  contractTest("owners who are stored after a table was begun are remembered for it, until their rows are read whole", async ({ store }) => {
    await commit(store, users, [entryOf(users, { id: 1 })]);
    same("nobody, while it was not begun", await store.counts.entrants(campus_users), []);
    await commit(store, campus_users, [], { completes: { watermark: "2026-01-01T00:00:00.000Z", kind: "full" } });
    await commit(store, users, [3, 1, 2].map((id) => entryOf(users, { id })));
    same("who is new", await store.counts.entrants(campus_users), [2, 3]);
    same("for begun tables only", await store.counts.entrants(projects_users), []);
    await commit(store, campus_users, [], { entered: [2] });
    await commit(store, users, [entryOf(users, { id: 2, login: "changed" })]);
    same("who is left", await store.counts.entrants(campus_users), [3]);
  }),
];
