import { tables } from "@42sync/core/tables";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataSchema } from "../../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
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
