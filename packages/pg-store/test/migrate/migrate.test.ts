import { defineTable, tables } from "@42sync/core/tables";
import { createPgStore } from "@42sync/pg-store";
import { expect, test } from "vitest";
import { z } from "zod";
import { describeStores } from "../../../../testing/databases.js";
import { counts, freshStore, user } from "../given.js";

const endpoint = { name: "things", item: z.looseObject({ id: z.number() }) };
const first = defineTable(endpoint, {
  name: "things",
  comment: "Things.",
  incremental: "full",
  columns: { id: { kind: "bigint", comment: "Id." }, name: { kind: "text", comment: "Name." } },
});
const second = defineTable(endpoint, {
  name: "things",
  comment: "Things, and what they are worth.",
  incremental: "full",
  columns: {
    id: { kind: "bigint", comment: "Id." },
    name: { kind: "text", comment: "Name.", index: true },
    worth: { kind: "integer", comment: "Worth.", index: true },
    owner_id: { kind: "bigint", comment: "Owner.", references: { table: "owners" } },
  },
});
const owners = defineTable(
  { ...endpoint, name: "owners" },
  {
    name: "owners",
    comment: "Owners.",
    incremental: "full",
    columns: { id: { kind: "bigint", comment: "Id." } },
  },
);

describeStores("migrate", (db) => {
  const columnsOf = (schema: string, table: string): Promise<readonly Record<string, unknown>[]> =>
    db.sql(
      `select column_name as name, data_type as type, is_nullable as nullable, column_default as default
       from information_schema.columns where table_schema = $1 and table_name = $2 order by ordinal_position`,
      [schema, table],
    );
  const constraintsOf = async (schema: string): Promise<readonly unknown[]> =>
    (
      await db.sql(
        `select c.conrelid::regclass::text || ': ' || pg_get_constraintdef(c.oid) as definition
          from pg_constraint c join pg_namespace n on n.oid = c.connamespace
         where n.nspname = $1 and c.contype in ('p', 'f') order by 1`,
        [schema],
      )
    ).map((row) => row["definition"]);

  test("makes each kind of column, keys, and our two columns", async () => {
    const { schema } = await freshStore(db);
    expect(await columnsOf(schema, "projects_users")).toEqual([
      { name: "id", type: "bigint", nullable: "NO", default: null },
      { name: "user_id", type: "bigint", nullable: "NO", default: null },
      { name: "project_id", type: "bigint", nullable: "NO", default: null },
      { name: "cursus_ids", type: "ARRAY", nullable: "YES", default: null },
      { name: "occurrence", type: "integer", nullable: "YES", default: null },
      { name: "final_mark", type: "integer", nullable: "YES", default: null },
      { name: "status", type: "text", nullable: "YES", default: null },
      { name: "validated", type: "boolean", nullable: "YES", default: null },
      { name: "current_team_id", type: "bigint", nullable: "YES", default: null },
      { name: "marked", type: "boolean", nullable: "YES", default: null },
      { name: "marked_at", type: "timestamp with time zone", nullable: "YES", default: null },
      { name: "retriable_at", type: "timestamp with time zone", nullable: "YES", default: null },
      { name: "created_at", type: "timestamp with time zone", nullable: "YES", default: null },
      { name: "updated_at", type: "timestamp with time zone", nullable: "YES", default: null },
      { name: "ingested_at", type: "timestamp with time zone", nullable: "NO", default: "now()" },
      { name: "deleted_at", type: "timestamp with time zone", nullable: "YES", default: null },
    ]);
    expect(await columnsOf(schema, "campus_projects")).toEqual([
      { name: "campus_id", type: "bigint", nullable: "NO", default: null },
      { name: "project_id", type: "bigint", nullable: "NO", default: null },
      { name: "ingested_at", type: "timestamp with time zone", nullable: "NO", default: "now()" },
      { name: "deleted_at", type: "timestamp with time zone", nullable: "YES", default: null },
    ]);
  });

  test("makes real foreign keys for references and both sides of links, and none for mentions", async () => {
    const { schema } = await freshStore(db);
    const foreign = (await constraintsOf(schema))
      .map(String)
      .filter((text) => text.includes("FOREIGN KEY"))
      .map((text) => text.replaceAll(`${schema}.`, "").replaceAll(`"${schema}".`, ""));
    expect(foreign).toEqual([
      "achievements_users: FOREIGN KEY (achievement_id) REFERENCES achievements(id)",
      "achievements_users: FOREIGN KEY (user_id) REFERENCES users(id)",
      "campus_achievements: FOREIGN KEY (achievement_id) REFERENCES achievements(id)",
      "campus_achievements: FOREIGN KEY (campus_id) REFERENCES campuses(id)",
      "campus_projects: FOREIGN KEY (campus_id) REFERENCES campuses(id)",
      "campus_projects: FOREIGN KEY (project_id) REFERENCES projects(id)",
      "campus_users: FOREIGN KEY (campus_id) REFERENCES campuses(id)",
      "campus_users: FOREIGN KEY (user_id) REFERENCES users(id)",
      "coalitions_users: FOREIGN KEY (coalition_id) REFERENCES coalitions(id)",
      "coalitions_users: FOREIGN KEY (user_id) REFERENCES users(id)",
      "cursus_projects: FOREIGN KEY (cursus_id) REFERENCES cursus(id)",
      "cursus_projects: FOREIGN KEY (project_id) REFERENCES projects(id)",
      "cursus_users: FOREIGN KEY (cursus_id) REFERENCES cursus(id)",
      "cursus_users: FOREIGN KEY (user_id) REFERENCES users(id)",
      "project_sessions: FOREIGN KEY (project_id) REFERENCES projects(id)",
      "projects_users: FOREIGN KEY (project_id) REFERENCES projects(id)",
      "projects_users: FOREIGN KEY (user_id) REFERENCES users(id)",
    ]);
  });

  test("indexes what people filter by and what points somewhere", async () => {
    const { schema } = await freshStore(db);
    const rows = await db.sql(
      "select indexname as name from pg_indexes where schemaname = $1 and tablename in " +
        "('coalitions', 'coalitions_users', 'campus_projects') order by 1",
      [schema],
    );
    expect(rows.map((row) => row["name"])).toEqual([
      "campus_projects_pkey",
      "campus_projects_project_id_idx",
      "coalitions_name_idx",
      "coalitions_pkey",
      "coalitions_slug_idx",
      "coalitions_user_id_idx",
      "coalitions_users_coalition_id_idx",
      "coalitions_users_pkey",
      "coalitions_users_updated_at_idx",
      "coalitions_users_user_id_idx",
    ]);
  });

  test("comments tables, columns and views", async () => {
    const { schema } = await freshStore(db);
    const [row] = await db.sql(
      `select obj_description(u.oid, 'pg_class') as of_table, col_description(u.oid, 1) as of_column,
        obj_description(s.oid, 'pg_class') as of_view
       from pg_class u, pg_class s where u.oid = '"${schema}".users'::regclass
         and s.oid = '"${schema}".students'::regclass`,
    );
    expect(row).toEqual({
      of_table: tables.users.comment,
      of_column: tables.users.columns.id.comment,
      of_view:
        "People with their enrolment and primary campus; one row a person and cursus. Who is " +
        "gone from 42 is not in it.",
    });
  });

  test("changes nothing when it runs again", async () => {
    const store = await freshStore(db);
    expect(await store.migrate()).toEqual({
      schema: store.schema,
      created: [],
      extended: [],
      renamed: [],
      filled: [],
      sql: [],
    });
  });

  test("tells what it would do and does nothing on a dry run", async () => {
    const store = createPgStore({ ...db.options(), schema: "dry", tables: { things: first } });
    const report = await store.migrate({ dryRun: true });
    expect(report.created).toEqual(expect.arrayContaining(["schema dry", "table things"]));
    expect(report.sql).toEqual(expect.arrayContaining(['create schema "dry"']));
    expect(await db.sql("select 1 from pg_namespace where nspname = 'dry'")).toEqual([]);
  });

  test("extends a table by columns, indexes, references and new comments, and keeps its rows", async () => {
    const schema = "extended";
    const before = createPgStore({ ...db.options(), schema, tables: { things: first } });
    await before.migrate();
    await before.tables.things.upsertRows([{ id: 1, name: "one" }]);
    const after = createPgStore({ ...db.options(), schema, tables: { things: second, owners } });
    expect(await after.migrate()).toMatchObject({
      created: ["table owners"],
      extended: [
        "column things.worth",
        "column things.owner_id",
        "foreign key things_owner_id_fkey",
        "index things_name_idx",
        "index things_worth_idx",
        "index things_owner_id_idx",
      ],
    });
    expect(await db.sql("select id::int, name, worth, owner_id, deleted_at from extended.things")).toEqual([
      { id: 1, name: "one", worth: null, owner_id: null, deleted_at: null },
    ]);
    expect(
      await db.sql("select obj_description('extended.things'::regclass, 'pg_class') as comment"),
    ).toEqual([{ comment: "Things, and what they are worth." }]);
    expect((await after.migrate()).sql).toEqual([]);
    await after.tables.owners.upsertRows([{ id: 9 }]);
    expect(await after.tables.things.upsertRows([{ id: 1, name: "one", worth: 5, owner_id: 9 }])).toEqual(
      counts({ updated: 1 }),
    );
  });

  test("makes again what was dropped", async () => {
    const store = await freshStore(db);
    await db.sql(`drop view "${store.schema}".students`);
    await db.sql(`drop index "${store.schema}".users_login_idx`);
    await db.sql(`drop table "${store.schema}".campus_projects`);
    expect(await store.migrate()).toMatchObject({
      created: [
        "table campus_projects",
        "foreign key campus_projects_campus_id_fkey",
        "foreign key campus_projects_project_id_fkey",
        "index campus_projects_project_id_idx",
        "view students",
      ],
      extended: ["index users_login_idx"],
    });
  });

  test("leaves columns, triggers, views, indexes and comments of the user's own alone", async () => {
    const store = await freshStore(db);
    const { schema } = store;
    await db.sql(`alter table "${schema}".users add column note text default 'mine'`);
    await db.sql(`create index mine on "${schema}".users (note)`);
    await db.sql(`create view "${schema}".my_users as select id, note from "${schema}".users`);
    await db.sql(
      `create function "${schema}".shout() returns trigger language plpgsql as $$ begin new.note ` +
        ":= upper(new.login); return new; end $$",
    );
    await db.sql(
      `create trigger shout before insert or update on "${schema}".users for each row execute ` +
        `function "${schema}".shout()`,
    );
    await db.sql(`comment on column "${schema}".users.login is 'my words'`);
    expect((await store.migrate()).sql).toEqual([]);
    expect(await store.tables.users.upsertRows([user(1)])).toEqual(counts({ inserted: 1 }));
    expect(await store.tables.users.upsertRows([user(1)])).toEqual(counts({ unchanged: 1 }));
    expect(await db.sql(`select note from "${schema}".my_users`)).toEqual([{ note: "LOGIN1" }]);
    expect(
      await db.sql(
        `select col_description('"${schema}".users'::regclass, 3) as comment, ` +
          `to_regclass('"${schema}".mine') is not null as index`,
      ),
    ).toEqual([{ comment: "my words", index: true }]);
  });
});
