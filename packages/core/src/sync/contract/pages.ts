import { tables } from "../../resources/index.js";
import type { PageCommit } from "../ports/index.js";
import {
  commit,
  contractTest,
  counts,
  entryOf,
  fillParents,
  same,
  values,
  type ContractTest,
} from "./contract-test.js";

const { achievements, achievements_users, users, coalitions, coalitions_users: memberships } = tables;
const user = (id: number, more: Readonly<Record<string, unknown>> = {}): ReturnType<typeof entryOf> =>
  entryOf(users, { id, ...more });
const early = "2026-01-01T00:00:00.000Z";
const late = "2026-02-01T00:00:00.000Z";

/** What becomes of the entries of a page. */
export const pageContract: readonly ContractTest[] = [
  contractTest("a row that is new is inserted", async (under) => {
    same(
      "counts",
      await commit(under.store, users, [user(1, { login: "one" }), user(2, { login: "two" })]),
      counts({ inserted: 2 }),
    );
    same("logins", await values(under, "users", "login"), ["one", "two"]);
  }),

  contractTest("a page without entries is stored all the same", async (under) => {
    same("counts", await commit(under.store, users, []), counts({}));
  }),

  contractTest("a row that comes as it is stored is unchanged", async (under) => {
    await commit(under.store, users, [user(1, { image: { link: null, versions: { small: "s" } } })]);
    same(
      "counts",
      await commit(under.store, users, [user(1, { image: { link: null, versions: { small: "s" } } })]),
      counts({ unchanged: 1 }),
    );
  }),

  contractTest("a row that differs is updated, also with the same updated_at", async (under) => {
    await commit(under.store, users, [user(1, { location: null, updated_at: early })]);
    same(
      "counts",
      await commit(under.store, users, [user(1, { location: "c1r1p1", updated_at: early })]),
      counts({ updated: 1 }),
    );
    same("location", await values(under, "users", "location"), ["c1r1p1"]);
    same(
      "counts of the way back",
      await commit(under.store, users, [user(1, { location: null, updated_at: early })]),
      counts({ updated: 1 }),
    );
    same("no location", await values(under, "users", "location"), [null]);
  }),

  contractTest("an older row never overwrites a newer one", async (under) => {
    await commit(under.store, users, [user(1, { login: "new", updated_at: late })]);
    same(
      "counts",
      await commit(under.store, users, [user(1, { login: "old", updated_at: early })]),
      counts({ stale: 1 }),
    );
    same("login", await values(under, "users", "login"), ["new"]);
  }),

  contractTest("of a key that comes twice in a page the last counts", async (under) => {
    const page = [user(1, { login: "first" }), user(2), user(1, { login: "last" })];
    same("counts", await commit(under.store, users, page), counts({ inserted: 2, unchanged: 1 }));
    same("logins", await values(under, "users", "login"), ["last", "x"]);
  }),

  contractTest("ids beyond 2^31 are stored as they are", async (under) => {
    await commit(under.store, users, [user(5_000_000_000)]);
    same("ids", await under.store.counts.ids(users), [5_000_000_000]);
  }),

  contractTest(
    "an entry that may not enter is skipped when its key is new, and written when it is stored",
    async (under) => {
      same(
        "new",
        await commit(under.store, users, [{ ...user(1), mayEnter: false }]),
        counts({ skipped: 1 }),
      );
      same("ids", await under.store.counts.ids(users), []);
      await commit(under.store, users, [user(1, { alumni: false })]);
      same(
        "stored",
        await commit(under.store, users, [{ ...user(1, { alumni: true }), mayEnter: false }]),
        counts({ updated: 1 }),
      );
      same("alumni", await values(under, "users", "alumni"), [true]);
    },
  ),

  contractTest(
    "what rows repeat of their owner's is taken over when the owner's row changes",
    async (under) => {
      await fillParents(under.store);
      await commit(under.store, achievements, [entryOf(achievements, { id: 9 })]);
      await commit(
        under.store,
        achievements_users,
        [1, 2].map((user_id) =>
          entryOf(achievements_users, {
            id: user_id,
            user_id,
            achievement_id: 9,
            login: `of ${String(user_id)}`,
          }),
        ),
      );
      same("counts", await commit(under.store, users, [user(1, { login: "3b3-1" })]), counts({ updated: 1 }));
      same("logins", await values(under, "achievements_users", "login"), ["3b3-1", "of 2"]);
      await commit(under.store, users, [user(1, { login: "older", updated_at: "2025-01-01T00:00:00.000Z" })]);
      same("logins after an older item", await values(under, "achievements_users", "login"), [
        "3b3-1",
        "of 2",
      ]);
    },
  ),

  contractTest("a row whose owner is not stored is skipped", async (under) => {
    await fillParents(under.store);
    await commit(under.store, coalitions, [entryOf(coalitions, { id: 3 })]);
    const page = [1, 99, null].map((user_id, index) =>
      entryOf(memberships, { id: index + 1, user_id, coalition_id: 3 }),
    );
    same("counts", await commit(under.store, memberships, page), counts({ inserted: 1, skipped: 2 }));
    same("ids", await under.store.counts.ids(memberships), [1]);
  }),

  contractTest("a row without its parent is quarantined until the parent is there", async (under) => {
    await fillParents(under.store);
    const page = [entryOf(memberships, { id: 1, user_id: 1, coalition_id: 10 })];
    same("without", await commit(under.store, memberships, page), counts({ quarantined: 1 }));
    same("again", await commit(under.store, memberships, page), counts({ quarantined: 1 }));
    same("ids", await under.store.counts.ids(memberships), []);
    await commit(under.store, coalitions, [entryOf(coalitions, { id: 10 })]);
    same("with", await under.store.counts.ids(memberships), [1]);
    same("once more", await commit(under.store, memberships, page), counts({ unchanged: 1 }));
  }),

  contractTest("a row that is both skipped and without a parent is skipped", async (under) => {
    await fillParents(under.store);
    same(
      "counts",
      await commit(under.store, memberships, [
        entryOf(memberships, { id: 1, user_id: 99, coalition_id: 10 }),
      ]),
      counts({ skipped: 1 }),
    );
  }),

  contractTest("an invalid item is quarantined and stops nothing", async (under) => {
    const invalidItems = [
      { id: 8, path: "login", reason: "expected text", item: { id: 8, login: null } },
      { id: null, path: "", reason: "expected an object", item: "what" },
    ];
    same(
      "counts",
      await commit(under.store, users, [user(1)], { invalidItems }),
      counts({ inserted: 1, quarantined: 2 }),
    );
    same("ids", await under.store.counts.ids(users), [1]);
  }),

  contractTest(
    "invalid items are handed out again, one of each detail or those of one, until they are valid",
    async ({ store }) => {
      const invalidItem = (id: number, path: string): PageCommit["invalidItems"][number] => ({
        id,
        path,
        reason: "expected text",
        item: { id, [path]: 1 },
      });
      const kept = async (detail?: string): Promise<readonly unknown[]> =>
        (await store.counts.invalidItems(users, detail))
          .map(({ detail: why, item }) => [why, item])
          .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
      await fillParents(store);
      await commit(store, memberships, [entryOf(memberships, { id: 1, user_id: 1, coalition_id: 10 })], {
        invalidItems: [invalidItem(9, "rank")],
      });
      await commit(store, users, [], {
        invalidItems: [invalidItem(3, "login"), invalidItem(4, "login"), invalidItem(5, "kind")],
      });
      same("details", (await store.counts.invalidItems(users)).map(({ detail }) => detail).sort(), [
        "kind: expected text",
        "login: expected text",
      ]);
      same("alike", await kept("login: expected text"), [
        ["login: expected text", { id: 3, login: 1 }],
        ["login: expected text", { id: 4, login: 1 }],
      ]);
      same(
        "no row that waits for a parent",
        (await store.counts.invalidItems(memberships)).map(({ item }) => item),
        [{ id: 9, rank: 1 }],
      );
      const [third] = (await store.counts.invalidItems(users, "login: expected text")).filter(
        ({ item }) => (item as { readonly id: number }).id === 3,
      );
      same(
        "counts",
        await commit(store, users, [{ ...user(3), mayEnter: false }], { revalidated: [third?.key ?? ""] }),
        counts({ skipped: 1 }),
      );
      same("without the valid one", await kept("login: expected text"), [
        ["login: expected text", { id: 4, login: 1 }],
      ]);
      await commit(store, users, [user(4)]);
      same("without the one that came and is valid", await kept(), [
        ["kind: expected text", { id: 5, kind: 1 }],
      ]);
    },
  ),

  contractTest("the counts of a page add up to what came", async (under) => {
    await fillParents(under.store);
    await commit(under.store, users, [user(3, { updated_at: late }), user(4)]);
    const page = [
      user(3, { updated_at: early }),
      user(4),
      user(5),
      user(5),
      user(1, { login: "changed" }),
      { ...user(6), mayEnter: false },
    ];
    const invalidItems = [{ id: 9, path: "kind", reason: "expected text", item: { id: 9 } }];
    same(
      "counts",
      await commit(under.store, users, page, { invalidItems, skipped: 2 }),
      counts({ inserted: 1, updated: 1, unchanged: 2, stale: 1, quarantined: 1, skipped: 3 }),
    );
  }),

  contractTest("pages that are stored at the same time are both stored", async (under) => {
    const [a, b] = await Promise.all([
      commit(under.store, users, [user(1), user(2)]),
      commit(under.store, users, [user(3), user(4)]),
    ]);
    same("counts", [a, b], [counts({ inserted: 2 }), counts({ inserted: 2 })]);
    same("ids", await under.store.counts.ids(users), [1, 2, 3, 4]);
  }),
];
