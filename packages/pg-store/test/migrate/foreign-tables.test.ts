import { createPgStore } from "@42sync/pg-store";
import { expect, test } from "vitest";
import { dataSchema } from "../../../../testing/data-schema.js";
import { describeStores } from "../../../../testing/databases.js";

describeStores("tables that 42sync did not make", (db) => {
  const prepare = async (...statements: readonly string[]): Promise<string> => {
    const schema = dataSchema();
    await db.sql(`create schema "${schema}"`);
    for (const statement of statements) await db.sql(statement.replaceAll("SCHEMA", `"${schema}"`));
    return schema;
  };
  const relations = (schema: string): Promise<readonly Record<string, unknown>[]> =>
    db.sql(
      "select relname as name, relkind::text as kind from pg_class c join pg_namespace n on " +
        "n.oid = c.relnamespace where nspname = $1 order by 1",
      [schema],
    );

  test.each([
    ["a table", "create table SCHEMA.users (id integer)", "users"],
    ["a view", "create view SCHEMA.campuses as select 1 as id", "campuses"],
    ["a table of a link's name", "create table SCHEMA.campus_projects (a text)", "campus_projects"],
    ["a table of the view's name", "create table SCHEMA.students (name text)", "students"],
    ["a sequence", "create sequence SCHEMA.projects", "projects"],
    ["a materialized view", "create materialized view SCHEMA.cursus as select 1 as id", "cursus"],
    [
      "an empty table that looks like ours",
      "create table SCHEMA.cursus (id bigint primary key, ingested_at timestamptz, deleted_at timestamptz)",
      "cursus",
    ],
  ])("%s is refused by name, and nothing is touched", async (_what, statement, name) => {
    const schema = await prepare(statement);
    const before = await relations(schema);
    const store = createPgStore({ ...db.options(), schema });
    await expect(store.migrate()).rejects.toMatchObject({
      code: "E_FOREIGN_TABLE",
      message: `${schema}.${name} was not made by 42sync, and nothing was touched`,
      hint: "keep the mirror in a schema of its own (--schema, or `schema` of createPgStore), or rename what is there",
    });
    expect(await relations(schema)).toEqual(before);
    expect(await db.sql("select 1 as one from pg_tables where schemaname = 'sync42'")).toEqual([]);
  });

  test("all of them are named", async () => {
    const schema = await prepare(
      "create table SCHEMA.users (id integer)",
      "create table SCHEMA.cursus (id integer)",
    );
    const either = [
      ["users", "cursus"],
      ["cursus", "users"],
    ].map(
      ([one, other]) =>
        `${schema}.${one!}, ${schema}.${other!} were not made by 42sync, and nothing was touched`,
    );
    await expect(createPgStore({ ...db.options(), schema }).migrate()).rejects.toMatchObject({
      message: expect.toBeOneOf(either) as string,
    });
  });

  test("a relation of an index's name is refused", async () => {
    const schema = await prepare("create table SCHEMA.users_login_idx (id integer)");
    await expect(createPgStore({ ...db.options(), schema }).migrate()).rejects.toMatchObject({
      code: "E_FOREIGN_TABLE",
    });
    expect((await relations(schema)).map((row) => row["name"])).toEqual(["users_login_idx"]);
  });

  test("other tables in the schema are no obstacle", async () => {
    const schema = await prepare(
      "create table SCHEMA.posts (id integer)",
      'create table SCHEMA."Users" (id integer)',
    );
    await createPgStore({ ...db.options(), schema }).migrate();
    expect((await relations(schema)).map((row) => row["name"])).toEqual(
      expect.arrayContaining(["posts", "Users", "users"]),
    );
  });

  test("a table put in place of ours is refused", async () => {
    const schema = await prepare();
    const store = createPgStore({ ...db.options(), schema });
    await store.migrate();
    await db.sql(`drop table "${schema}".coalitions_users`);
    await db.sql(`create table "${schema}".coalitions_users (id bigint)`);
    await expect(store.migrate()).rejects.toMatchObject({ code: "E_FOREIGN_TABLE" });
  });

  test("a column of another type is refused by name", async () => {
    const schema = await prepare();
    const store = createPgStore({ ...db.options(), schema });
    await store.migrate();
    await db.sql(`alter table "${schema}".users alter column staff type text`);
    await expect(store.migrate()).rejects.toMatchObject({
      code: "E_STORE",
      message: `the column ${schema}.users.staff is text, 42sync needs boolean`,
    });
  });

  test("a column that was widened is taken", async () => {
    const schema = await prepare();
    const store = createPgStore({ ...db.options(), schema });
    await store.migrate();
    await db.sql(`drop view "${schema}".students`);
    await db.sql(`alter table "${schema}".users alter column wallet type bigint`);
    expect(await store.migrate()).toMatchObject({ created: ["view students"], extended: [] });
    await store.tables.users.upsertRows([{ id: 1, login: "a", wallet: 5 }]);
    expect(await db.sql(`select wallet::text from "${schema}".users`)).toEqual([{ wallet: "5" }]);
  });
});
