import { defineMirror, tables } from "@42sync/core/tables";
import { createPgStore } from "@42sync/pg-store";
import { expect, test } from "vitest";
import { describeStores } from "../../../../testing/databases.js";
import { commit, counts, entry, freshStore, user } from "../given.js";

const at = "2026-11-26T02:00:00.000Z";
const clock = { now: () => Date.parse(at) };
const { campus_users, campuses, coalitions, coalitions_users, projects, projects_users, users } = tables;

describeStores("forgetting somebody", (db) => {
  /** Users 1 and 2 with a registration, a membership and a campus each; user 1 is master of the coalition. */
  const filled = async (): ReturnType<typeof freshStore> => {
    const store = await freshStore(db, { clock });
    await commit(store, campuses, [entry({ id: 12, name: "Lyon" })]);
    await commit(store, projects, [entry({ id: 7, name: "libft", slug: "libft" })]);
    await commit(store, coalitions, [entry({ id: 3, name: "One", slug: "one", user_id: 1 })]);
    await commit(store, users, [entry(user(1)), entry(user(2))]);
    for (const id of [1, 2]) {
      await commit(store, campus_users, [entry({ id, user_id: id, campus_id: 12, is_primary: true })]);
      await commit(store, projects_users, [
        entry({ id: id + 20, user_id: id, project_id: 7, cursus_ids: [21], status: "finished" }),
        entry({ id: id + 30, user_id: id, project_id: 7, cursus_ids: [21], status: "finished" }),
      ]);
      await commit(store, coalitions_users, [entry({ id, user_id: id, coalition_id: 3 })]);
    }
    return store;
  };

  test("removes what is theirs, stops naming them, and keeps their id only", async () => {
    const store = await filled();
    expect(await store.admin.forget(users, 1)).toEqual({
      table: "users",
      id: 1,
      removed: { coalitions_users: 1, projects_users: 2, campus_users: 1, users: 1 },
      unnamed: { coalitions: 1 },
      quarantined: 0,
      again: false,
    });
    for (const table of [users, campus_users, coalitions_users])
      expect(await store.counts.ids(table)).toEqual([2]);
    expect(await store.counts.ids(projects_users)).toEqual([22, 32]);
    expect((await store.query("select user_id from coalitions")).rows).toEqual([{ user_id: null }]);
    expect(
      (
        await store.query(
          "select table_name, row_id, forgotten_at from sync42.tombstones where data_schema = $1",
          [store.schema],
        )
      ).rows,
    ).toEqual([{ table_name: "users", row_id: 1, forgotten_at: new Date(at) }]);
  });

  test("holds against pages that bring them back", async () => {
    const store = await filled();
    await store.admin.forget(users, 1);
    expect(await commit(store, users, [entry(user(1)), entry(user(2))])).toEqual(
      counts({ skipped: 1, unchanged: 1 }),
    );
    expect(
      await commit(store, projects_users, [
        entry({ id: 21, user_id: 1, project_id: 7 }),
        entry({ id: 99, user_id: 1, project_id: 404 }),
      ]),
    ).toEqual(counts({ skipped: 2 }));
    expect(await commit(store, coalitions, [entry({ id: 3, name: "One", slug: "one", user_id: 1 })])).toEqual(
      counts({ unchanged: 1 }),
    );
    expect(await store.tables.users.upsertRows([user(1)])).toEqual(counts({ skipped: 1 }));
    expect((await store.query("select user_id from coalitions")).rows).toEqual([{ user_id: null }]);
    expect(await store.reports.quarantineCounts()).toEqual([]);
  });

  test("clears the quarantine of them, and keeps items with them out of it", async () => {
    const store = await filled();
    const embedded = { id: 60, status: 5, user: { id: 1, login: "old-login" } };
    const bystander = { id: 61, status: 5, user: { id: 2, login: "two" } };
    const sameNumber = { id: 1, status: 5, user_id: 2, login: "two" };
    const invalidItems = [embedded, bystander, sameNumber].map((item) => ({
      id: item.id,
      path: "status",
      reason: "expected text",
      item,
    }));
    await commit(
      store,
      projects_users,
      [entry({ id: 50, user_id: 1, project_id: 404 }), entry({ id: 51, user_id: 2, project_id: 404 })],
      { invalidItems },
    );
    await commit(store, users, [], {
      invalidItems: [{ id: 1, path: "kind", reason: "expected text", item: { id: 1 } }],
    });
    expect((await store.admin.forget(users, 1)).quarantined).toBe(3);
    const kept = async (): Promise<unknown> =>
      (
        await store.query("select row_key from sync42.quarantine where data_schema = $1 order by row_key", [
          store.schema,
        ])
      ).rows;
    expect(await kept()).toEqual([{ row_key: "1" }, { row_key: "51" }, { row_key: "61" }]);
    expect(await commit(store, projects_users, [], { invalidItems })).toEqual(
      counts({ skipped: 1, quarantined: 2 }),
    );
    expect(
      await commit(store, users, [], {
        invalidItems: [{ id: 1, path: "kind", reason: "expected text", item: { id: 1 } }],
      }),
    ).toEqual(counts({ skipped: 1 }));
    expect(await kept()).toEqual([{ row_key: "1" }, { row_key: "51" }, { row_key: "61" }]);
  });

  test("takes them out of the raw items of others, now and later", async () => {
    const mirror = defineMirror({ raw: ["projects_users"] });
    const store = createPgStore({
      ...db.options(),
      schema: `forget_raw_${db.kind.toLowerCase()}`,
      mirror,
    });
    await store.migrate();
    await store.tables.projects.upsertRows([{ id: 7, name: "libft", slug: "libft" }]);
    await store.tables.users.upsertRows([user(1), user(2)]);
    const team = (...ids: readonly number[]): unknown => ({
      id: 9,
      users: ids.map((id) => ({ id, login: `login${String(id)}` })),
    });
    const page = [
      entry({ id: 5, user_id: 2, project_id: 7, raw: { id: 5, teams: [team(1, 2)] } }),
      entry({ id: 6, user_id: 2, project_id: 7, raw: { id: 6, teams: [] } }),
    ];
    await commit(store, mirror.tables.projects_users, page);
    // By a store that no longer keeps raw items.
    expect(
      await createPgStore({ ...db.options(), schema: store.schema }).admin.forget(tables.users, 1),
    ).toMatchObject({ removed: { users: 1 }, unnamed: { projects_users: 1 } });
    const raw = async (): Promise<unknown> =>
      (await store.query("select raw from projects_users order by id")).rows;
    const cleared = [{ raw: { id: 5, teams: [team(2)] } }, { raw: { id: 6, teams: [] } }];
    expect(await raw()).toEqual(cleared);
    expect(await commit(store, mirror.tables.projects_users, page)).toEqual(counts({ unchanged: 2 }));
    expect(await raw()).toEqual(cleared);
  });

  test("also forgets owners to re-read", async () => {
    const store = await filled();
    await commit(store, projects_users, [], { completes: { watermark: at, kind: "full" } });
    await commit(store, users, [entry(user(3)), entry(user(4))]);
    await store.admin.forget(users, 3);
    expect(await store.counts.ownersToReread(projects_users, "cursus=21 campus=all")).toMatchObject({
      entered: [4],
    });
  });

  test("works ahead of somebody who was never here, and again", async () => {
    const store = await filled();
    const nothing = { table: "users", id: 9, removed: {}, unnamed: {}, quarantined: 0 };
    expect(await store.admin.forget(users, 9)).toEqual({ ...nothing, again: false });
    expect(await store.admin.forget(users, 9)).toEqual({ ...nothing, again: true });
    expect(await commit(store, users, [entry(user(9))])).toEqual(counts({ skipped: 1 }));
  });

  test("leaves another schema's copy alone", async () => {
    const [one, other] = [await filled(), await filled()];
    await one.admin.forget(users, 1);
    expect(await other.counts.ids(users)).toEqual([1, 2]);
    expect(await commit(other, users, [entry(user(1))])).toEqual(counts({ unchanged: 1 }));
  });

  test("is for people only", async () => {
    const store = await freshStore(db);
    await expect(store.admin.forget(projects, 7)).rejects.toMatchObject({
      code: "E_CONFIG",
      message: "the rows of projects are no people",
    });
  });
});
