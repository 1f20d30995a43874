import { optionalTables, tables } from "@42sync/core/tables";
import type { Entry, RowCounts } from "@42sync/core/sync";
import { createPgStore } from "@42sync/pg-store";
import { describe, expect, test } from "vitest";
import { describeStores } from "../../../../testing/databases.js";
import { commit, counts, entry, freshStore, user } from "../given.js";

type Store = Awaited<ReturnType<typeof freshStore>>;

describeStores("links", (db) => {
  const project = (id: number, updated_at = "2026-01-01T00:00:00Z"): Record<string, unknown> => ({
    id,
    name: `p${String(id)}`,
    exam: false,
    updated_at,
    created_at: updated_at,
  });
  const offer = (
    store: Store,
    id: number,
    campuses: readonly number[],
    updated_at?: string,
  ): Promise<RowCounts> =>
    commit(store, tables.projects, [
      entry(project(id, updated_at), { links: { campus_projects: campuses } }),
    ]);
  const read = (schema: string): Promise<readonly Record<string, unknown>[]> =>
    db.sql(
      "select campus_id::int as campus, project_id::int as project, deleted_at is not null as " +
        `gone from "${schema}".campus_projects order by 2, 1`,
    );
  const withCampuses = async (): Promise<Store> => {
    const store = await freshStore(db);
    await store.tables.campuses.upsertRows([1, 2, 3].map((id) => ({ id, name: `campus ${String(id)}` })));
    return store;
  };

  test("that vanish are marked, not deleted, and lose the mark when they return", async () => {
    const store = await withCampuses();
    await offer(store, 7, [1, 2]);
    await offer(store, 7, [2, 3]);
    expect(await read(store.schema)).toEqual([
      { campus: 1, project: 7, gone: true },
      { campus: 2, project: 7, gone: false },
      { campus: 3, project: 7, gone: false },
    ]);
    await offer(store, 7, [1]);
    expect(await read(store.schema)).toEqual([
      { campus: 1, project: 7, gone: false },
      { campus: 2, project: 7, gone: true },
      { campus: 3, project: 7, gone: true },
    ]);
  });

  test("that stay are not written again", async () => {
    const store = await withCampuses();
    await offer(store, 7, [1, 2]);
    const versions = (): Promise<unknown> =>
      db.sql(
        `select ctid::text, xmin::text, ingested_at from "${store.schema}".campus_projects order by campus_id`,
      );
    const before = await versions();
    await offer(store, 7, [2, 1, 1]);
    expect(await versions()).toEqual(before);
  });

  test("of an item that is older than what is stored change nothing", async () => {
    const store = await withCampuses();
    await offer(store, 7, [1, 2], "2026-02-01T00:00:00Z");
    expect(await offer(store, 7, [3, 99], "2026-01-01T00:00:00Z")).toEqual(counts({ stale: 1 }));
    expect(
      (await read(store.schema)).filter((row) => row["gone"] === false).map((row) => row["campus"]),
    ).toEqual([1, 2]);
  });

  test("of many owners are replaced in one page, each for its own", async () => {
    const store = await withCampuses();
    const page = (campuses: readonly number[]): Promise<RowCounts> =>
      commit(
        store,
        tables.projects,
        [7, 8, 9].map((id) => entry(project(id), { links: { campus_projects: id === 8 ? [] : campuses } })),
      );
    await page([1, 2]);
    await page([2]);
    expect(
      (await read(store.schema)).map(
        (row) => `${String(row["project"])}-${String(row["campus"])}${row["gone"] === true ? " gone" : ""}`,
      ),
    ).toEqual(["7-1 gone", "7-2", "9-1 gone", "9-2"]);
  });

  test("by a name that several rows have mean the one that is there", async () => {
    const store = await withCampuses();
    await store.tables.campuses.upsertRows([
      { id: 20, name: "twin" },
      { id: 21, name: "twin" },
      { id: 22, name: "nu\0l" },
    ]);
    await db.sql(`update "${store.schema}".campuses set deleted_at = now() where id = 20`);
    const badge = { id: 4, name: "b", tier: "none", kind: "social", visible: true };
    const page = [
      entry(badge, { links: { campus_achievements: ["twin", "nu\0l", "Atlantis", "Atlantis"] } }),
    ];
    expect(await commit(store, tables.achievements, page)).toEqual(counts({ inserted: 1, linksSkipped: 2 }));
    expect(
      await db.sql(`select campus_id::int as campus from "${store.schema}".campus_achievements order by 1`),
    ).toEqual([{ campus: 21 }, { campus: 22 }]);
  });

  test("that cannot be ids at all are skipped like those to nobody", async () => {
    const store = await withCampuses();
    const page = [entry(project(7), { links: { campus_projects: [1, "Paris", 1.5, "2"] } })];
    expect(await commit(store, tables.projects, page)).toEqual(counts({ inserted: 1, linksSkipped: 2 }));
    expect((await read(store.schema)).map((row) => row["campus"])).toEqual([1, 2]);
  });

  test("come with items, as the client yields them", async () => {
    const store = await withCampuses();
    const item = {
      ...project(7),
      exam: false,
      slug: null,
      cursus: [{ id: 21 }],
      campus: [{ id: 1 }, { id: 99 }],
    };
    // only what the projection reads
    expect(await store.tables.projects.upsertAll([item as never])).toEqual(
      counts({ inserted: 1, linksSkipped: 2 }),
    );
    expect(await read(store.schema)).toEqual([{ campus: 1, project: 7, gone: false }]);
  });

  describe("of a row that waits for its parent", () => {
    const teams = optionalTables.teams;
    const team = (members: readonly number[], more: Partial<Entry> = {}): Entry =>
      entry(
        {
          id: 5,
          project_id: 9,
          name: "t",
          status: "finished",
          created_at: "2026-01-01T00:00:00.000Z",
          updated_at: "2026-01-01T00:00:00.000Z",
        },
        { links: { teams_users: members }, ...more },
      );
    const members = (schema: string): Promise<unknown> =>
      db.sql(`select team_id::int as team, user_id::int as user from "${schema}".teams_users order by 1, 2`);
    const withTeams = async (): Promise<Store> => {
      const { schema } = await freshStore(db);
      const store = createPgStore({ ...db.options(), schema, tables: { ...tables, teams } });
      await store.migrate();
      await store.tables.users.upsertRows([user(1), user(2), user(3)]);
      return store;
    };

    test("come in with it", async () => {
      const store = await withTeams();
      expect(await commit(store, teams, [team([1, 2])])).toEqual(counts({ quarantined: 1 }));
      expect(await commit(store, tables.projects, [entry(project(9))])).toEqual(
        counts({ inserted: 1, released: 1 }),
      );
      expect(await members(store.schema)).toEqual([
        { team: 5, user: 1 },
        { team: 5, user: 2 },
      ]);
      expect(await commit(store, teams, [team([1, 2])])).toEqual(counts({ unchanged: 1 }));
    });

    test("name nobody who was forgotten, before or meanwhile", async () => {
      const store = await withTeams();
      await store.admin.forget(tables.users, 1);
      await commit(store, teams, [team([1, 2, 3])]);
      await store.admin.forget(tables.users, 2);
      expect(
        await db.sql(
          "select payload->'teams_users' as listed from sync42.quarantine where data_schema = $1",
          [store.schema],
        ),
      ).toEqual([{ listed: [3] }]);
      await commit(store, tables.projects, [entry(project(9))]);
      expect(await members(store.schema)).toEqual([{ team: 5, user: 3 }]);
    });
  });
});
