import { tables } from "../../resources/index.js";
import {
  commit,
  contractTest,
  counts,
  entryOf,
  fillParents,
  same,
  scope,
  values,
  type ContractTest,
} from "./contract-test.js";

const { campus_users, coalitions, coalitions_users: memberships, projects, projects_users, users } = tables;
const nobody = { entered: [], followed: [], gone: [] };
const early = "2026-01-01T00:00:00.000Z";
const late = "2026-02-01T00:00:00.000Z";

/** What is gone, what waits in quarantine, and what was read when. */
export const goneContract: readonly ContractTest[] = [
  contractTest("what is gone is marked once, and is there again when it returns", async (under) => {
    const { store } = under;
    await commit(store, users, [
      entryOf(users, { id: 1, login: "one" }),
      entryOf(users, { id: 2, login: "two" }),
    ]);
    same("marked", await commit(store, users, [], { gone: [2, 99] }), counts({ deleted: 1 }));
    same("ids", await store.counts.ids(users), [1]);
    same("again", await commit(store, users, [], { gone: [2] }), counts({}));
    same(
      "returns",
      await commit(store, users, [entryOf(users, { id: 2, login: "two" })]),
      counts({ updated: 1 }),
    );
    same("logins", await values(under, "users", "login"), ["one", "two"]);
  }),

  contractTest("the rows of an owner who is gone, or who returns, are to be re-read", async (under) => {
    const { store } = under;
    await fillParents(store);
    await commit(store, campus_users, [], { completes: { watermark: early, kind: "full" } });
    await commit(store, users, [], { gone: [2] });
    same("gone", await store.counts.ownersToReread(campus_users, scope), { ...nobody, gone: [2] });
    same("for begun tables only", await store.counts.ownersToReread(projects_users, scope), nobody);
    await commit(store, campus_users, [], { reread: [2] });
    same("re-read", await store.counts.ownersToReread(campus_users, scope), nobody);
    await commit(store, users, [entryOf(users, { id: 2 })]);
    same("returned", await store.counts.ownersToReread(campus_users, scope), { ...nobody, entered: [2] });
  }),

  contractTest("rows that wait for a parent are released with it", async (under) => {
    const { store } = under;
    await fillParents(store);
    const page = [
      entryOf(memberships, { id: 1, user_id: 1, coalition_id: 10 }),
      entryOf(memberships, { id: 2, user_id: 2, coalition_id: 10 }),
      entryOf(memberships, { id: 3, user_id: 2, coalition_id: 11 }),
    ];
    same("quarantined", await commit(store, memberships, page), counts({ quarantined: 3 }));
    same(
      "parent",
      await commit(store, coalitions, [entryOf(coalitions, { id: 10 })]),
      counts({ inserted: 1, released: 2 }),
    );
    same("ids", await store.counts.ids(memberships), [1, 2]);
    same(
      "no more of them",
      await commit(store, coalitions, [entryOf(coalitions, { id: 10, name: "other" })]),
      counts({ updated: 1 }),
    );
    same("still waiting for", await store.counts.missing(coalitions), [11]);
  }),

  contractTest("a row that waits for two parents is released with the second", async (under) => {
    const { store } = under;
    await fillParents(store);
    const row = entryOf(tables.achievements_users, { id: 1, user_id: 1, achievement_id: 5 });
    await commit(store, tables.achievements_users, [row]);
    same("missing", await store.counts.missing(tables.achievements), [5]);
    same(
      "released",
      await commit(store, tables.achievements, [entryOf(tables.achievements, { id: 5 })]),
      counts({ inserted: 1, released: 1 }),
    );
    same("nobody waits", await store.counts.missing(tables.achievements), []);
  }),

  contractTest("a parent that 42 does not have is not asked for again soon", async ({ store }) => {
    await fillParents(store);
    const page = [8, 9, 8].map((project_id, at) =>
      entryOf(projects_users, { id: at + 1, user_id: 1, project_id }),
    );
    await commit(store, projects_users, page);
    same("missing", await store.counts.missing(projects), [8, 9]);
    same("not found", await commit(store, projects, [], { parentsNotFound: [8] }), counts({}));
    same("the other one", await store.counts.missing(projects), [9]);
    same("of another table", await store.counts.missing(coalitions), []);
  }),

  contractTest("rows are counted and listed by conditions", async ({ store }) => {
    await fillParents(store);
    const row = (id: number, user_id: number, is_primary: boolean): ReturnType<typeof entryOf> =>
      entryOf(campus_users, { id, user_id, campus_id: 1, is_primary });
    await commit(store, campus_users, [row(1, 1, true), row(2, 2, true), row(3, 2, false), row(9, 1, true)]);
    same("in", await store.counts.ids(campus_users, [{ column: "user_id", in: [2, 99] }]), [2, 3]);
    same("between", await store.counts.ids(campus_users, [{ column: "id", from: 2, to: 9 }]), [2, 3, 9]);
    same(
      "both",
      await store.counts.count(campus_users, [
        { column: "id", from: 2, to: 9 },
        { column: "is_primary", in: [true] },
      ]),
      2,
    );
    same("none", await store.counts.count(campus_users, [{ column: "user_id", in: [] }]), 0);
  }),

  contractTest("coverage is cut where it was read again", async ({ store }) => {
    const read = (ranges: readonly (readonly [number, number])[], readAt: string): Promise<unknown> =>
      commit(store, users, [], { coverage: { ranges: ranges.map(([from, to]) => ({ from, to })), readAt } });
    same("at first", await store.watermarks.coverage(users, scope), []);
    await read([[0, 100]], early);
    await read(
      [
        [10, 19],
        [90, 120],
      ],
      late,
    );
    same("cut", await store.watermarks.coverage(users, scope), [
      { from: 0, to: 9, readAt: early },
      { from: 10, to: 19, readAt: late },
      { from: 20, to: 89, readAt: early },
      { from: 90, to: 120, readAt: late },
    ]);
    await read([[0, 200]], late);
    same("whole", await store.watermarks.coverage(users, scope), [{ from: 0, to: 200, readAt: late }]);
    same("other scope", await store.watermarks.coverage(users, "cursus=21 campus=1"), []);
  }),
];
