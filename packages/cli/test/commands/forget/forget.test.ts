import { join } from "node:path";
import { tables } from "@42sync/core/tables";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataSchema } from "../../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import { answering } from "../../support/answering.js";
import {
  commandLine,
  workingFolder,
  type CommandLineOptions,
  type Ended,
} from "../../support/command-line.js";
import { local42, type Local42 } from "../../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

interface Person {
  readonly id: number;
  readonly login: string;
}

const run = async (
  argv: readonly string[],
  schema: string,
  options: CommandLineOptions = {},
): Promise<Ended> => commandLine([...argv, "--database", database.url, "--schema", schema], options);

async function filled(local: Local42, more: readonly string[] = [], cwd = workingFolder()): Promise<string> {
  const schema = dataSchema();
  const { fetch, env } = local;
  expect((await run(["nightly", ...more], schema, { fetch, env, cwd })).code).toBe(0);
  return schema;
}

const rowsOf = async (
  schema: string,
  sql: string,
  ...values: readonly unknown[]
): Promise<readonly Record<string, unknown>[]> =>
  (await database.pool.query<Record<string, unknown>>(sql.replaceAll("$schema", `"${schema}"`), [...values]))
    .rows;

const somebody = async (schema: string): Promise<Person> => {
  const [row] = await rowsOf(
    schema,
    "select u.id::int, u.login from $schema.users u where exists (select from " +
      "$schema.projects_users p where p.user_id = u.id) order by u.id limit 1",
  );
  return row as unknown as Person; // the two columns just asked for
};

/** Tables that still hold the number of somebody in a column of people. */
async function tracesOf(schema: string, { id, login }: Person): Promise<readonly string[]> {
  const columns = Object.values(tables).flatMap((table) =>
    Object.entries(table.columns).flatMap(([name, { references, mentions }]) =>
      (references?.table ?? mentions) === "users" ? [[table.name, name] as const] : [],
    ),
  );
  const found: string[] = [];
  for (const [table, column] of [["users", "id"], ...columns] as const)
    if ((await rowsOf(schema, `select 1 from $schema."${table}" where "${column}" = $1`, id)).length > 0)
      found.push(`${table}.${column}`);
  for (const table of Object.keys(tables))
    if (
      (await rowsOf(schema, `select 1 from $schema."${table}" t where t::text ilike $1`, `%${login}%`))
        .length > 0
    )
      found.push(`${table}: ${login}`);
  if (
    (
      await rowsOf(
        schema,
        "select 1 from sync42.quarantine where data_schema = $1 and payload::text ilike $2",
        schema,
        `%${login}%`,
      )
    ).length > 0
  )
    found.push("quarantine");
  return found;
}

describe("forget", () => {
  test("removes a person everywhere, and no later run brings them back", async () => {
    const local = local42();
    const schema = await filled(local);
    const person = await somebody(schema);
    const { code, out } = await run(["forget", person.login, "--yes", "--json"], schema);
    const report = JSON.parse(out) as { id: number; removed: Record<string, number>; again: boolean };
    expect({ code, id: report.id, users: report.removed["users"], again: report.again }).toEqual({
      code: 0,
      id: person.id,
      users: 1,
      again: false,
    });
    expect(await tracesOf(schema, person)).toEqual([]);
    local.sandbox.update("users", person.id, { wallet: 4242 });
    local.sandbox.advance("26h");
    const { fetch, env } = local;
    for (const argv of [["incremental"], ["nightly", "--force"]])
      expect((await run(argv, schema, { fetch, env })).code).toBe(0);
    expect(await tracesOf(schema, person)).toEqual([]);
  });

  test("says what it removed, without the name", async () => {
    const schema = await filled(local42({ size: 12 }));
    const person = await somebody(schema);
    const first = await run(["forget", String(person.id), "--yes"], schema);
    expect(first.out).toMatch(
      new RegExp(
        `^table +rows\\n─.*\\n(\\w+ +(removed|reference cleared) ` +
          `+\\d+\\n)+\\n${String(person.id)} is forgotten: \\d+ rows\\. No run brings them ` +
          `back\\.\\nNot covered: earlier exports and backups, recordings \\(--recordings <folder> ` +
          `removes them there\\)\\.\\n$`,
      ),
    );
    expect(first.out).not.toContain(person.login);
    const outOfReach =
      "Not covered: earlier exports and backups, recordings (--recordings <folder> removes them there).\n";
    expect((await run(["forget", String(person.id), "--yes"], schema)).out).toBe(
      `${String(person.id)} was already forgotten; nothing has arrived since. No run brings them ` +
        `back.\n${outOfReach}`,
    );
    expect((await run(["forget", "987654321", "--yes"], schema)).out).toBe(
      `987654321 was not stored. No run brings them back.\n${outOfReach}`,
    );
  });

  test("asks first, and does nothing without a yes", async () => {
    const schema = await filled(local42({ size: 12 }));
    const person = await somebody(schema);
    const { openPrompts, asked } = answering(false);
    expect(await run(["forget", person.login], schema, { openPrompts })).toMatchObject({ code: 6, out: "" });
    expect(asked).toEqual([
      `Forget ${person.login} (${String(person.id)}) and everything that belongs to them, for good?`,
    ]);
    expect(await tracesOf(schema, person)).toContain("users.id");
    expect(await run(["forget", person.login], schema)).toEqual({
      code: 2,
      out: "",
      err:
        `error: can't ask for confirmation: not running in a terminal\n  hint: to confirm: ` +
        `42sync forget ${person.login} --yes\n`,
    });
    const typo = await run(["forget", `${person.login}x`, "--yes"], schema);
    expect(typo.err.split("\n").slice(1)).toEqual([
      `error: no row of users has the login ${person.login}x`,
      `  hint: did you mean ${person.login}?`,
      "",
    ]);
  });

  test("removes them from recordings too, which then make the copy without them again", async () => {
    const local = local42();
    const cwd = workingFolder();
    const kept = join(cwd, "kept");
    const schema = await filled(local, ["--record", kept], cwd);
    const person = await somebody(schema);
    const { code, out } = await run(
      ["forget", person.login, "--yes", "--recordings", kept, "--json"],
      schema,
    );
    const [recording] = (JSON.parse(out) as { recordings: readonly { file: string; items: number }[] })
      .recordings;
    expect({ code, items: (recording?.items ?? 0) > 3 }).toEqual({ code: 0, items: true });
    expect(
      (await run(["forget", String(person.id), "--yes", "--recordings", kept], schema)).out
        .split("\n")
        .at(-2),
    ).toBe(`Not covered: earlier exports and backups, recordings elsewhere than in ${kept}.`);
    const again = dataSchema();
    expect((await run(["nightly", "--replay", kept], again, { cwd })).code).toBe(0);
    expect(await tracesOf(again, person)).toEqual([]);
    const ids = (one: string): Promise<unknown> =>
      rowsOf(one, "select id from $schema.projects_users order by id");
    expect(await ids(again)).toEqual(await ids(schema));
  });

  test.each(["PostgreSQL", "an embedded database"])(
    "in a mistyped schema of %s makes nothing",
    async (kind) => {
      const cwd = workingFolder();
      const schema = dataSchema();
      const flags = ["--database", kind === "PostgreSQL" ? database.url : "db"];
      expect((await commandLine(["migrate", ...flags, "--schema", schema], { cwd })).code).toBe(0);
      const { code, out, err } = await commandLine(
        ["forget", "norminet", "--yes", ...flags, "--schema", `${schema}x`],
        { cwd },
      );
      expect({ code, out, said: err.split("\n").slice(1).join("\n") }).toEqual({
        code: 2,
        out: "",
        said:
          `error: the schema ${schema}x has no tables of 42sync yet\n  hint: fill it with 42sync ` +
          `nightly, or choose another with --schema or --database\n`,
      });
      const made = await commandLine(
        [
          "query",
          "--csv",
          `select count(*) as n from pg_namespace where nspname = '${schema}x'`,
          ...flags,
          "--schema",
          schema,
        ],
        { cwd },
      );
      expect(made.out).toBe("n\n0\n");
    },
  );

  test("waits for no run: while one holds the lock it says so", async () => {
    const schema = await filled(local42({ size: 12 }));
    const { createPgStore } = await import("@42sync/pg-store");
    const held = await createPgStore({ pool: database.pool, schema }).lock.acquire({ run: "nightly" });
    expect((await run(["forget", "1", "--yes"], schema)).code).toBe(75);
    await held.release();
  });
});

describe("somebody whom 42 anonymises", () => {
  test("is anonymised here in the next run, in every table", async () => {
    const local = local42();
    const schema = await filled(local);
    const [row] = await rowsOf(
      schema,
      "select u.id::int, u.login from $schema.users u where exists (select from " +
        "$schema.achievements_users a where a.user_id = u.id) order by u.id limit 1",
    );
    const person = row as unknown as Person; // the two columns just asked for
    const login = `3b3-${String(person.id)}`;
    local.sandbox.update("users", person.id, {
      login,
      email: `${login}@student.42.example`,
      first_name: "3b3",
      last_name: "3b3",
      usual_full_name: "3b3 3b3",
      usual_first_name: null,
      displayname: "3b3 3b3",
      location: null,
      "active?": false,
    });
    local.sandbox.advance("1m");
    const { fetch, env } = local;
    expect((await run(["incremental"], schema, { fetch, env })).code).toBe(0);
    expect(await tracesOf(schema, person)).toEqual([
      "users.id",
      ...(await tracesOf(schema, { ...person, login: "nobody at all" })).filter((one) => one !== "users.id"),
    ]);
    const repeated = await rowsOf(
      schema,
      "select distinct login, url from $schema.achievements_users where user_id = $1",
      person.id,
    );
    expect(repeated).toEqual([{ login, url: `https://api.intra.42.fr/v2/users/${login}` }]);
    const [user] = await rowsOf(
      schema,
      "select login, email, first_name, last_name, usual_full_name, displayname, url, " +
        "image->>'link' as image from $schema.users where id = $1",
      person.id,
    );
    expect(user).toEqual({
      login,
      email: `${login}@student.42.example`,
      first_name: "3b3",
      last_name: "3b3",
      usual_full_name: "3b3 3b3",
      displayname: "3b3 3b3",
      url: `https://api.intra.42.fr/v2/users/${login}`,
      image: expect.stringMatching(`/${login}\\.jpg$`) as string,
    });
  });
});
