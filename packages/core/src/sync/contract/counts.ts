import { tables } from "../../resources/index.js";
import {
  commit,
  contractTest,
  entryOf,
  fillParents,
  same,
  scope,
  type ContractTest,
} from "./contract-test.js";

const { campus_users, coalitions_users, cursus, cursus_users, projects_users, users } = tables;
const nobody = { entered: [], followed: [], gone: [] };

/** Questions about what is stored. */
export const countContract: readonly ContractTest[] = [
  contractTest("an empty table has no rows and no ids", async ({ store }) => {
    same("count", await store.counts.count(users), 0);
    same("ids", await store.counts.ids(users), []);
  }),

  contractTest("a table counts its own rows, and lists their ids as ascending numbers", async ({ store }) => {
    await commit(store, cursus, [entryOf(cursus, { id: 21 })]);
    await commit(
      store,
      users,
      [10, 9, 100, 2].map((id) => entryOf(users, { id })),
    );
    same("count", await store.counts.count(users), 4);
    same("ids", await store.counts.ids(users), [2, 9, 10, 100]);
  }),

  contractTest(
    "owners whose rows moved are noted for the tables that follow, until their rows are read whole",
    async (under) => {
      await fillParents(under.store);
      const row = (id: number, more: Readonly<Record<string, unknown>>): ReturnType<typeof entryOf> =>
        entryOf(projects_users, { id, project_id: 7, ...more });
      await commit(under.store, projects_users, [row(1, { user_id: 1 })]);
      same(
        "nobody, while it was not begun",
        await under.store.counts.ownersToReread(cursus_users, scope),
        nobody,
      );
      await commit(under.store, cursus_users, [], {
        completes: { watermark: "2026-01-01T00:00:00.000Z", kind: "full" },
      });
      await commit(under.store, projects_users, [row(1, { user_id: 1 })]);
      same(
        "nobody, when nothing changed",
        await under.store.counts.ownersToReread(cursus_users, scope),
        nobody,
      );
      await commit(under.store, projects_users, [
        row(1, { user_id: 1, final_mark: 100 }),
        row(3, { user_id: 2 }),
        row(4, { user_id: 2 }),
        row(5, { user_id: 99 }),
      ]);
      same("who moved", await under.store.counts.ownersToReread(cursus_users, scope), {
        ...nobody,
        entered: [],
        followed: [1, 2],
      });
      same("for begun tables only", await under.store.counts.ownersToReread(coalitions_users, scope), nobody);
      same(
        "for tables that follow only",
        await under.store.counts.ownersToReread(projects_users, scope),
        nobody,
      );
      await commit(under.store, cursus_users, [], { reread: [2] });
      same("who remains", await under.store.counts.ownersToReread(cursus_users, scope), {
        ...nobody,
        entered: [],
        followed: [1],
      });
    },
  ),

  contractTest("an owner who entered and moved counts as entered", async (under) => {
    await fillParents(under.store);
    await commit(under.store, cursus_users, [], {
      resume: { kind: "full", since: null, until: null, startedAt: "2026-01-01T00:00:00.000Z", state: null },
    });
    await commit(under.store, users, [entryOf(users, { id: 3 })]);
    await commit(
      under.store,
      projects_users,
      [1, 3].map((user_id) => entryOf(projects_users, { id: user_id, user_id, project_id: 7 })),
    );
    same("to re-read", await under.store.counts.ownersToReread(cursus_users, scope), {
      ...nobody,
      entered: [3],
      followed: [1],
    });
    await commit(under.store, cursus_users, [], { reread: [1, 3] });
    same("nobody remains", await under.store.counts.ownersToReread(cursus_users, scope), nobody);
  }),

  contractTest(
    "owners who are stored after a table was begun are noted for it, until their rows are read whole",
    async ({ store }) => {
      await commit(store, users, [entryOf(users, { id: 1 })]);
      same("nobody, while it was not begun", await store.counts.ownersToReread(campus_users, scope), nobody);
      await commit(store, campus_users, [], {
        completes: { watermark: "2026-01-01T00:00:00.000Z", kind: "full" },
      });
      await commit(
        store,
        users,
        [3, 1, 2].map((id) => entryOf(users, { id })),
      );
      same("who is new", await store.counts.ownersToReread(campus_users, scope), {
        ...nobody,
        entered: [2, 3],
        followed: [],
      });
      same("for begun tables only", await store.counts.ownersToReread(projects_users, scope), nobody);
      await commit(store, campus_users, [], { reread: [2] });
      await commit(store, users, [entryOf(users, { id: 2, login: "changed" })]);
      same("who remains", await store.counts.ownersToReread(campus_users, scope), {
        ...nobody,
        entered: [3],
        followed: [],
      });
    },
  ),

  contractTest(
    "an owner is to be re-read in each scope in which the table was begun, until that scope has done so",
    async (under) => {
      const { store } = under;
      const [first, second, third] = ["cursus=21 campus=all", "cursus=9 campus=all", "cursus=21 campus=1"];
      await fillParents(store);
      await commit(store, cursus_users, [], {
        scope: first,
        completes: { watermark: "2026-01-01T00:00:00.000Z", kind: "full" },
      });
      await commit(store, cursus_users, [], {
        scope: second,
        resume: {
          kind: "full",
          since: null,
          until: null,
          startedAt: "2026-01-01T00:00:00.000Z",
          state: null,
        },
      });
      await commit(store, users, [entryOf(users, { id: 3 })], { scope: first });
      await commit(store, projects_users, [entryOf(projects_users, { id: 1, user_id: 1, project_id: 7 })], {
        scope: second,
      });
      await commit(store, users, [], { gone: [2], scope: second });
      const all = { entered: [3], followed: [1], gone: [2] };
      same(
        "each of both",
        [
          await store.counts.ownersToReread(cursus_users, first),
          await store.counts.ownersToReread(cursus_users, second),
        ],
        [all, all],
      );
      same("not where it was not begun", await store.counts.ownersToReread(cursus_users, third), nobody);
      await commit(store, cursus_users, [], { scope: first, reread: [1, 2, 3] });
      same(
        "re-read in the first",
        [
          await store.counts.ownersToReread(cursus_users, first),
          await store.counts.ownersToReread(cursus_users, second),
        ],
        [nobody, all],
      );
      await commit(store, cursus_users, [], { scope: second, reread: [2, 3] });
      same("re-read in the second", await store.counts.ownersToReread(cursus_users, second), {
        ...nobody,
        followed: [1],
      });
    },
  ),
];
