import { readFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { defineMirror, optionalTables } from "@42sync/core/tables";
import { createPgStore, pgliteParsers, pgRowTypes } from "@42sync/pg-store";
import type { Database } from "@42sync/pg-store/kysely";
import type { Rows, StudentsRow, UsersRow } from "@42sync/pg-store/types";
import { Kysely, PostgresDialect, type Insertable, type Selectable } from "kysely";
import pg from "pg";
import ts from "typescript";
import { expect, expectTypeOf, onTestFinished, test } from "vitest";
import { dataSchema } from "../../../../testing/data-schema.js";
import { describeStores, scratchDatabase } from "../../../../testing/databases.js";
import { freshStore, user } from "../given.js";

/** What a value of each type is, said here a second time: `udt_name` of information_schema. */
const declaredAs: Readonly<Record<string, string>> = {
  int8: "number",
  int4: "number",
  float8: "number",
  bool: "boolean",
  text: "string",
  timestamptz: "Date",
  jsonb: "unknown",
  _int8: "number[]",
  _text: "string[]",
  interval: "string",
};

interface FoundColumn {
  readonly relation: string;
  readonly column_name: string;
  readonly udt_name: string;
  readonly is_nullable: "YES" | "NO";
}

describeStores("row types", (db) => {
  test("are those of the migrated database: names, types and nullability, of links and views too", async () => {
    const schema = dataSchema();
    await createPgStore({
      ...db.options(),
      schema,
      mirror: defineMirror({ with: Object.keys(optionalTables) }),
    }).migrate();
    const found = (await db.sql(
      `select case table_schema when 'sync42' then 'sync42.' else '' end || table_name as relation, column_name, udt_name, is_nullable
       from information_schema.columns where table_schema in ('sync42', '${schema}') order by table_schema, table_name, ordinal_position`,
    )) as unknown as readonly FoundColumn[]; // by the select list
    const inDatabase = toRecord(found.map((one) => [one.relation, one.column_name, typeOf(one)]));
    expect(Object.keys(inDatabase)).toEqual(
      expect.arrayContaining(["users", "campus_projects", "students", "sync42.runs", "sync42.freshness"]),
    );
    expect(declaredRows()).toEqual(inDatabase);
  });
});

function typeOf({ udt_name, is_nullable }: FoundColumn): string {
  const type = declaredAs[udt_name] ?? `${udt_name} is no type that this test knows`;
  return is_nullable === "YES" && type !== "unknown" ? `${type} | null` : type;
}

/** The interfaces of the module by the names in `Rows`: relation → column → type as it is written. */
function declaredRows(): Record<string, Record<string, string>> {
  const source = ts.createSourceFile(
    "types.ts",
    readFileSync(new URL("../../src/generated/types.ts", import.meta.url), "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  const interfaces = new Map(
    source.statements.filter(ts.isInterfaceDeclaration).map((one) => [one.name.text, membersOf(source, one)]),
  );
  return Object.fromEntries(
    (interfaces.get("Rows") ?? []).map(([relation, type]) => [
      relation,
      Object.fromEntries(interfaces.get(type) ?? []),
    ]),
  );
}

function membersOf(
  source: ts.SourceFile,
  declaration: ts.InterfaceDeclaration,
): readonly (readonly [name: string, type: string])[] {
  return declaration.members
    .filter(ts.isPropertySignature)
    .map((member) => [
      (member.name as ts.Identifier | ts.StringLiteral).text,
      member.type?.getText(source) ?? "",
    ]); // names are written plainly or quoted
}

function toRecord(
  columns: readonly (readonly [relation: string, column: string, type: string])[],
): Record<string, Record<string, string>> {
  const all: Record<string, Record<string, string>> = {};
  for (const [relation, column, type] of columns) (all[relation] ??= {})[column] = type;
  return all;
}

const everyType = `select 1::bigint as int8, 2::integer as int4, 7.5::double precision as float8, true as bool, 'a'::text as text, timestamptz '2026-01-02T03:04:05Z' as at,
  '{"a": [1]}'::jsonb as json, '{1,2}'::bigint[] as ids, '{a}'::text[] as words, interval '1 day' as lag`;
const everyValue = {
  int8: 1,
  int4: 2,
  float8: 7.5,
  bool: true,
  text: "a",
  at: new Date("2026-01-02T03:04:05Z"),
  json: { a: [1] },
  ids: [1, 2],
  words: ["a"],
  lag: "1 day",
};

test("pg hands out what the row types say, once it is told how", async () => {
  const scratch = await scratchDatabase();
  const pool = new pg.Pool({ connectionString: scratch.url, types: pgRowTypes(pg.types) });
  onTestFinished(async () => {
    await pool.end();
    await scratch.close();
  });
  expect((await pool.query(everyType)).rows).toEqual([everyValue]);
  expect((await scratch.pool.query("select 1::bigint as id")).rows).toEqual([{ id: "1" }]);
});

test("PGlite hands out the same", async () => {
  const pglite = await PGlite.create({ parsers: pgliteParsers() });
  onTestFinished(() => pglite.close());
  expect((await pglite.query(everyType)).rows).toEqual([everyValue]);
});

test("Kysely asks the mirror with types, and cannot write it", async () => {
  const scratch = await scratchDatabase();
  const pool = new pg.Pool({ connectionString: scratch.url, types: pgRowTypes(pg.types) });
  const kysely = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  onTestFinished(async () => {
    await kysely.destroy();
    await scratch.close();
  });
  const store = await freshStore({ options: () => ({ pool: scratch.pool }) });
  await store.tables.users.upsertRows([user(1, { wallet: 42 })]);
  const rows = await kysely
    .withSchema(store.schema)
    .selectFrom("students")
    .select(["user_id", "login", "wallet", "level"])
    .execute();
  expect(rows).toEqual([{ user_id: 1, login: "login1", wallet: 42, level: null }]);
  expectTypeOf(rows).toEqualTypeOf<Pick<StudentsRow, "user_id" | "login" | "wallet" | "level">[]>();
  expectTypeOf<Selectable<Database["users"]>>().toEqualTypeOf<UsersRow>();
  expectTypeOf<keyof Insertable<Database["users"]>>().toEqualTypeOf<never>();
  expectTypeOf<keyof Database>().toEqualTypeOf<keyof Rows>();
});
