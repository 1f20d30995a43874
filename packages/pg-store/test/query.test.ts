import { expect, test } from "vitest";
import { describeStores } from "../../../testing/databases.js";
import { freshStore, user } from "./given.js";

describeStores("query", (db) => {
  test("finds names in the data's schema, and takes parameters", async () => {
    const store = await freshStore(db);
    await store.tables.users.upsertRows([user(1), user(2)]);
    expect(await store.query("select id, login from users where id > $1", [1])).toEqual({
      columns: ["id", "login"],
      rows: [{ id: 2, login: "login2" }],
    });
    expect(await store.query("select id, login from users where false")).toEqual({
      columns: ["id", "login"],
      rows: [],
    });
  });

  test("answers the same values from both databases", async () => {
    const store = await freshStore(db);
    const sql = `select 1::bigint as id, 9007199254740993::bigint as large, 1.50 as exact, date '2026-01-02'
      as day, '{1,NULL}'::bigint[] as ids, '{}'::bigint[] as none,
      timestamptz '2026-01-02T03:04:05Z' as at, '{"a": [1]}'::jsonb as json, 7.5::float8 as level, true as yes,
        null as nothing, interval '1 day' as span`;
    expect((await store.query(sql)).rows).toEqual([
      {
        id: 1,
        large: "9007199254740993",
        exact: "1.50",
        day: "2026-01-02",
        ids: [1, null],
        none: [],
        at: new Date("2026-01-02T03:04:05Z"),
        json: { a: [1] },
        level: 7.5,
        yes: true,
        nothing: null,
        span: "1 day",
      },
    ]);
  });

  test.each([
    ["insert into users (id) values (1)", "25006"],
    ["create table mine (id int)", "25006"],
    ["delete from sync42.runs", "25006"],
    ["commit; delete from sync42.runs", "42601"],
    ["select 1; select 2", "42601"],
    ["selec 1", "42601"],
    ["select * from nowhere", "42P01"],
  ])("%s is refused", async (sql, sqlstate) => {
    const store = await freshStore(db);
    await expect(store.query(sql)).rejects.toMatchObject({ code: "E_STORE", context: { sqlstate } });
  });

  test("leaves no setting behind", async () => {
    const store = await freshStore(db);
    const settings = (): Promise<unknown> =>
      db.sql(
        "select current_setting('search_path') as path, " +
          "current_setting('default_transaction_read_only') as only, current_setting('timezone') " +
          "as zone",
      );
    const before = await settings();
    await store.query(
      "select set_config('timezone', 'Asia/Tokyo', false), set_config('default_transaction_read_only', 'on', false)",
    );
    expect(await settings()).toEqual(before);
    await store.tables.users.upsertRows([user(1)]);
  });

  test("shows students with their enrolment and primary campus, and who has neither", async () => {
    const store = await freshStore(db);
    await store.tables.cursus.upsertRows([{ id: 21, name: "42cursus", slug: "42cursus" }]);
    await store.tables.campuses.upsertRows([
      { id: 1, name: "Paris" },
      { id: 12, name: "Lyon" },
    ]);
    await store.tables.users.upsertRows([user(1, { pool_year: "2025" }), user(2), user(3)]);
    await store.tables.cursus_users.upsertRows([
      { id: 1, user_id: 1, cursus_id: 21, level: 7.5, grade: "Cadet", blackholed_at: "2026-06-01T00:00:00Z" },
    ]);
    await store.tables.campus_users.upsertRows([
      { id: 1, user_id: 1, campus_id: 1, is_primary: false },
      { id: 2, user_id: 1, campus_id: 12, is_primary: true, updated_at: "2026-01-01T00:00:00Z" },
      { id: 3, user_id: 1, campus_id: 1, is_primary: true },
    ]);
    await db.sql(`update "${store.schema}".users set deleted_at = now() where id = 3`);
    const { rows } = await store.query(
      "select user_id, login, campus_id, campus, cursus_id, level, grade, blackholed_at, " +
        "pool_year from students order by user_id",
    );
    expect(rows).toEqual([
      {
        user_id: 1,
        login: "login1",
        campus_id: 12,
        campus: "Lyon",
        cursus_id: 21,
        level: 7.5,
        grade: "Cadet",
        blackholed_at: new Date("2026-06-01T00:00:00Z"),
        pool_year: "2025",
      },
      {
        user_id: 2,
        login: "login2",
        campus_id: null,
        campus: null,
        cursus_id: null,
        level: null,
        grade: null,
        blackholed_at: null,
        pool_year: null,
      },
    ]);
  });
});
