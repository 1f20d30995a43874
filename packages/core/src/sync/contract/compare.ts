import { tables } from "../../resources/index.js";
import type { Condition } from "../../resource/index.js";
import {
  commit,
  contractTest,
  counts,
  entryOf,
  fillParents,
  rowOf,
  same,
  scope,
  type ContractTest,
} from "./contract-test.js";

const { campus_users, projects, users } = tables;
const early = "2026-01-01T00:00:00.000Z";
const late = "2026-02-01T00:00:00.000Z";

/** What a comparison with 42 needs to know. */
export const compareContract: readonly ContractTest[] = [
  contractTest("rows are listed by what another table, or a link, has of them", async ({ store }) => {
    await fillParents(store);
    await commit(store, projects, [
      entryOf(projects, { id: 8 }, { links: { cursus_projects: [21] } }),
      entryOf(projects, { id: 9 }, { links: { cursus_projects: [] } }),
    ]);
    await commit(store, campus_users, [
      entryOf(campus_users, { id: 1, user_id: 1, campus_id: 1, is_primary: true }),
      entryOf(campus_users, { id: 2, user_id: 2, campus_id: 1, is_primary: false }),
    ]);
    const among = (table: string, column: string, where: readonly Condition[]): readonly Condition[] => [
      { column: "id", among: { table, column, where } },
    ];
    same(
      "by link",
      await store.counts.ids(
        projects,
        among("cursus_projects", "project_id", [{ column: "cursus_id", in: [21] }]),
      ),
      [8],
    );
    const primary = among("campus_users", "user_id", [
      { column: "campus_id", in: [1] },
      { column: "is_primary", in: [true] },
    ]);
    same("by rows", await store.counts.ids(users, primary), [1]);
    await commit(store, projects, [entryOf(projects, { id: 8 }, { links: { cursus_projects: [] } })]);
    same(
      "link gone",
      await store.counts.count(
        projects,
        among("cursus_projects", "project_id", [{ column: "cursus_id", in: [21] }]),
      ),
      0,
    );
    await commit(store, campus_users, [], { gone: [1] });
    same("row gone", await store.counts.ids(users, primary), []);
  }),

  contractTest(
    "a row that 42 has and a table has not is known with its owner and its reason, until it is gone",
    async ({ store }) => {
      await fillParents(store);
      await commit(store, campus_users, [entryOf(campus_users, { id: 5, user_id: 2, campus_id: 404 })], {
        invalidItems: [{ id: 6, path: "campus_id", reason: "no number", item: { id: 6 } }],
        outOfScope: [
          { id: 7, owner: 1 },
          { id: 8, owner: 2 },
        ],
      });
      const sorted = async (owners?: readonly number[]): Promise<unknown> =>
        [...(await store.counts.knownNotStored(campus_users, owners))].sort((a, b) => a.id - b.id);
      const waiting = { id: 5, owner: 2, because: "quarantine" };
      const invalidItem = { id: 6, owner: null, because: "quarantine" };
      const outOfScope = (id: number, owner: number): unknown => ({ id, owner, because: "out of scope" });
      same("all", await sorted(), [waiting, invalidItem, outOfScope(7, 1), outOfScope(8, 2)]);
      same("of one", await sorted([1]), [invalidItem, outOfScope(7, 1)]);
      await commit(store, campus_users, [], { outOfScope: [{ id: 7, owner: 1 }] });
      same("noted once", await sorted(), [waiting, invalidItem, outOfScope(7, 1), outOfScope(8, 2)]);
      same("gone", await commit(store, campus_users, [], { gone: [5, 6, 7] }), counts({}));
      same("rest", await sorted(), [outOfScope(8, 2)]);
      same("of another table", await store.counts.knownNotStored(users), []);
    },
  ),

  contractTest("rows that are stored with other values are named with their columns", async ({ store }) => {
    await commit(store, users, [
      entryOf(users, { id: 1, login: "one" }),
      entryOf(users, { id: 2, login: "two", wallet: 5 }),
    ]);
    const rows = [
      rowOf(users, { id: 1, login: "one" }),
      rowOf(users, { id: 2, login: "second", wallet: null }),
      rowOf(users, { id: 3 }),
    ];
    same(
      "differing",
      (await store.counts.differing(users, rows)).map(({ id, columns }) => ({
        id,
        columns: [...columns].sort(),
      })),
      [{ id: 2, columns: ["login", "wallet"] }],
    );
    same("nothing", await store.counts.differing(users, []), []);
  }),

  contractTest("compared owners, failed comparisons and read owners are kept apart", async ({ store }) => {
    const note = (from: number, to: number, readAt: string, failed = false): Promise<unknown> =>
      commit(store, users, [], { verified: { ranges: [{ from, to, failed }], readAt } });
    await note(0, 100, early);
    await note(50, 80, late);
    await note(0, 60, early, true);
    await note(40, 40, late, true);
    same("verified", await store.watermarks.verified(users, scope), [
      { from: 0, to: 49, readAt: early, failed: false },
      { from: 50, to: 80, readAt: late, failed: false },
      { from: 81, to: 100, readAt: early, failed: false },
      { from: 0, to: 39, readAt: early, failed: true },
      { from: 40, to: 40, readAt: late, failed: true },
      { from: 41, to: 60, readAt: early, failed: true },
    ]);
    same("read", await store.watermarks.coverage(users, scope), []);
    same("other scope", await store.watermarks.verified(users, "cursus=21 campus=1"), []);
  }),
];
