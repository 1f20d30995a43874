import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataSchema } from "../../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import {
  commandLine,
  workingFolder,
  type CommandLineOptions,
  type Ended,
} from "../../support/command-line.js";
import { local42 } from "../../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

const on = (schema: string): readonly string[] => ["--database", database.url, "--schema", schema];
const run = (argv: readonly string[], options: CommandLineOptions = {}): Promise<Ended> =>
  commandLine(argv, options);

/** The files of an export by name; their text is every row, value by value. */
const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith(".ndjson"))
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );

interface Filled {
  readonly schema: string;
  readonly cwd: string;
  readonly options: CommandLineOptions;
}

/**
 * A copy with rows that are gone, links that vanished, values that are hard to carry, and rows in quarantine.
 */
async function filled(): Promise<Filled> {
  const local = local42();
  const { sandbox, fetch, env } = local;
  const [schema, cwd] = [dataSchema(), workingFolder()];
  sandbox.insert("projects_users", {
    user_id: sandbox.rows("users")[0]!["id"],
    project_id: 999_999,
    cursus_ids: [21],
  });
  const options = { fetch, env, cwd };
  expect((await run(["nightly", ...on(schema)], options)).code).toBe(0);
  await database.pool.query(
    `update "${schema}".projects_users set deleted_at = '2026-11-26 02:00:00.123456+00' where id ` +
      `in (select id from "${schema}".projects_users order by id limit 2)`,
  );
  await database.pool.query(
    `update "${schema}".users set displayname = E'tab\\t "quotes" \\\\ 😀 \\u2028', wallet = -5, ` +
      `image = '{"big": 12345678901234567890.5, "n": null, "l": []}' where id in (select id from ` +
      `"${schema}".users order by id limit 1)`,
  );
  await database.pool.query(
    `update "${schema}".campus_projects set deleted_at = now() where ctid in (select ctid from ` +
      `"${schema}".campus_projects limit 1)`,
  );
  await database.pool.query(
    `update "${schema}".coalitions set id = 9007199254740993 where id in (select id from ` +
      `"${schema}".coalitions c where not exists (select from "${schema}".coalitions_users m where ` +
      "m.coalition_id = c.id) order by id limit 1)",
  );
  return { schema, cwd, options };
}

describe("export and import", () => {
  test("carry every row to PGlite and back, value by value, and the next run goes on", async () => {
    const { schema, cwd, options } = await filled();
    const folder = (name: string): string => join(cwd, name);
    const first = await run(["export", "--out", folder("one"), ...on(schema)], { cwd });
    expect(first.code).toBe(0);
    expect(first.out).toMatch(/^table +rows\n─/);
    expect(await run(["import", folder("one"), "--database", folder("lite")], { cwd })).toMatchObject({
      code: 0,
    });
    expect(
      await run(["export", "--out", folder("two"), "--gzip", "--database", folder("lite")], { cwd }),
    ).toMatchObject({ code: 0 });
    const back = dataSchema();
    expect(await run(["import", folder("two"), ...on(back)], { cwd })).toMatchObject({ code: 0 });
    expect((await run(["status", ...on(back)], { cwd })).out).toMatch(
      /^users +\S+ \S+ +\d.*\n\nthere has been no run yet\n\n(?!day)/m,
    );
    expect(await run(["export", "--out", folder("three"), ...on(back)], { cwd })).toMatchObject({ code: 0 });
    const files = filesOf(folder("one"));
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining([
        "users.ndjson",
        "campus_projects.ndjson",
        "sync42.watermarks.ndjson",
        "sync42.quarantine.ndjson",
      ]),
    );
    expect(files["coalitions.ndjson"]).toContain('"id":9007199254740993');
    expect(filesOf(folder("three"))).toEqual(files);
    const { code, out } = await run(["incremental", "--json", ...on(back)], options);
    expect({ code, inserted: (JSON.parse(out) as { rows: { inserted: number } }).rows.inserted }).toEqual({
      code: 0,
      inserted: 0,
    });
  });

  test("of some tables takes the links between them", async () => {
    const { schema, cwd } = await filled();
    expect(
      (
        await run(
          ["export", "--out", join(cwd, "some"), "--table", "campuses,projects", "--json", ...on(schema)],
          { cwd },
        )
      ).code,
    ).toBe(0);
    expect(readdirSync(join(cwd, "some")).sort()).toEqual([
      "campus_projects.ndjson",
      "campuses.ndjson",
      "manifest.json",
      "projects.ndjson",
      "sync42.coverage.ndjson",
      "sync42.sources.ndjson",
      "sync42.watermarks.ndjson",
    ]);
    expect(
      await run(["export", "--out", join(cwd, "none"), "--table", "campus", ...on(schema)], { cwd }),
    ).toMatchObject({ code: 2 });
    expect((await run(["export", "--out", join(cwd, "some"), ...on(schema)], { cwd })).err).toBe(
      `error: --out ${join(cwd, "some")}: the folder is not empty\n  hint: name a new one\n`,
    );
  });

  test("carry optional tables too, and what is asked for beside", async () => {
    const { fetch, env } = local42({ size: 12 });
    const [schema, target, cwd] = [dataSchema(), dataSchema(), workingFolder()];
    expect((await run(["nightly", "--with", "locations", ...on(schema)], { fetch, env, cwd })).code).toBe(0);
    await run(["export", "--out", "all", ...on(schema)], { cwd });
    expect((await run(["import", "all", ...on(target)], { cwd })).code).toBe(0);
    const count = async (of: string): Promise<unknown> =>
      (
        await database.pool.query(
          `select count(*)::int as count, count(user_id) > 0 as some from "${of}".locations`,
        )
      ).rows;
    expect(await count(target)).toEqual(await count(schema));
    expect(await count(target)).toMatchObject([{ some: true }]);
  });

  test("skip people who were forgotten in the target", async () => {
    const { schema, cwd } = await filled();
    const target = dataSchema();
    await run(["export", "--out", join(cwd, "all"), ...on(schema)], { cwd });
    const [person] = (
      await database.pool.query<{ id: string }>(`select id from "${schema}".users order by id limit 1`)
    ).rows;
    await run(["migrate", ...on(target)], { cwd });
    await run(["forget", person!.id, "--yes", ...on(target)], { cwd });
    const { code, out } = await run(["import", join(cwd, "all"), "--json", ...on(target)], { cwd });
    expect({ code, forgotten: (JSON.parse(out) as { forgotten: number }).forgotten }).toEqual({
      code: 0,
      forgotten: 1,
    });
    expect(
      (
        await database.pool.query(
          `select 1 from "${target}".users where id = $1 union all select 1 from ` +
            `"${target}".projects_users where user_id = $1`,
          [person!.id],
        )
      ).rows,
    ).toEqual([]);
  });
});

describe("an import that is refused", () => {
  let from: Promise<string> | undefined;
  const exportTo = async (folder: string): Promise<void> => {
    from ??= filled().then(({ schema }) => schema);
    await run(["export", "--out", folder, ...on(await from)]);
  };

  const refused = async (
    change: (folder: string) => void,
  ): Promise<{ readonly code: number; readonly said: readonly string[]; readonly users: unknown }> => {
    const cwd = workingFolder();
    const [folder, schema] = [join(cwd, "copy"), dataSchema()];
    await exportTo(folder);
    change(folder);
    const { code, err } = await run(["import", folder, ...on(schema)], { cwd });
    const users = await database.pool.query(
      "select count(*)::int as count from information_schema.tables where table_schema = $1 and " +
        "table_name = 'users'",
      [schema],
    );
    const count =
      users.rows[0]?.count === 0
        ? 0
        : (
            await database.pool.query<{ count: number }>(
              `select count(*)::int as count from "${schema}".users`,
            )
          ).rows[0]?.count;
    return {
      code,
      said: err
        .replaceAll(folder, "FOLDER")
        .split("\n")
        .filter((line) => /^(error| {2}hint)/.test(line)),
      users: count,
    };
  };
  const edit =
    (name: string, map: (text: string) => string) =>
    (folder: string): void => {
      writeFileSync(join(folder, name), map(readFileSync(join(folder, name), "utf8")));
    };

  test("leaves nothing behind: a line is broken", async () => {
    expect(await refused(edit("projects_users.ndjson", (text) => `${text.slice(0, -40)}\n`))).toMatchObject({
      code: 5,
      said: [
        expect.stringMatching(/^error: projects_users, line \d+: no JSON$/) as string,
        "  hint: nothing was imported; the file is cut off, or was changed",
      ],
      users: 0,
    });
  });

  test("leaves nothing behind: rows are missing", async () => {
    expect(
      await refused(edit("projects_users.ndjson", (text) => text.slice(text.indexOf("\n") + 1))),
    ).toMatchObject({
      code: 5,
      said: [
        expect.stringMatching(/^error: projects_users has \d+ rows instead of \d+$/) as string,
        expect.anything() as string,
      ],
      users: 0,
    });
  });

  test("leaves nothing behind: a row points at nobody", async () => {
    expect(
      await refused(edit("projects_users.ndjson", (text) => text.replace(/"user_id":\d+/, '"user_id":1'))),
    ).toMatchObject({
      code: 5,
      said: [
        expect.stringMatching(/^error: projects_users, lines 1 to \d+: .*foreign key/) as string,
        "  hint: nothing was imported; rows that point at others need their tables too",
      ],
      users: 0,
    });
  });

  test("is named: a table, a column, a format that is not known", async () => {
    expect(
      await refused(edit("manifest.json", (text) => text.replace('"name": "users"', '"name": "people"'))),
    ).toMatchObject({
      code: 2,
      said: ["error: there is no table people here", expect.anything() as string],
      users: 0,
    });
    expect(await refused(edit("manifest.json", (text) => text.replace('"login"', '"nick"')))).toMatchObject({
      code: 2,
      said: ["error: users has no column nick here", expect.anything() as string],
      users: 0,
    });
    expect(
      await refused(edit("manifest.json", (text) => text.replace('"format": 1', '"format": 7'))),
    ).toMatchObject({
      code: 2,
      said: [
        "error: FOLDER/manifest.json has the format 7, this release reads 1",
        expect.stringMatching(/^ {2}hint: 42sync \S+ wrote it$/) as string,
      ],
      users: 0,
    });
  });

  test("of a schema that nobody filled there is none", async () => {
    const [schema, cwd] = [dataSchema(), workingFolder()];
    const { code, out, err } = await run(["export", "--out", "copy", ...on(schema)], { cwd });
    expect({ code, out, said: err.split("\n").slice(1) }).toEqual({
      code: 2,
      out: "",
      said: [
        `error: the schema ${schema} has no tables of 42sync yet`,
        "  hint: fill it with 42sync nightly, or choose another with --schema or --database",
        "",
      ],
    });
  });

  test("is refused where there are rows already", async () => {
    const { schema, cwd } = await filled();
    await run(["export", "--out", join(cwd, "copy"), ...on(schema)], { cwd });
    const { code, err } = await run(["import", join(cwd, "copy"), ...on(schema)], { cwd });
    expect({ code, said: err.split("\n").slice(1) }).toEqual({
      code: 2,
      said: [
        "error: cursus has rows already",
        "  hint: import goes into a schema without rows: --schema <new name>",
        "",
      ],
    });
  });
});
