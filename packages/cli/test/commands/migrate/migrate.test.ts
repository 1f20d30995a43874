import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataSchema } from "../../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import { commandLine } from "../../support/command-line.js";
import { local42 } from "../../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

/** Flags for a schema of the test's own. */
const ownSchema = (): readonly string[] => ["--database", database.url, "--schema", dataSchema()];
const label = (flags: readonly string[]): string =>
  `database: PostgreSQL ${database.name} at 127.0.0.1:${new URL(database.url).port} as postgres, ` +
  `schema ${flags[3]!}`;

describe("migrate", () => {
  test("makes the tables, then has nothing to do", async () => {
    const flags = ownSchema();
    const first = await commandLine(["migrate", ...flags]);
    expect({ code: first.code, err: first.err }).toEqual({ code: 0, err: `${label(flags)}\n` });
    expect(first.out).toContain("created table users\n");
    expect(await commandLine(["migrate", ...flags])).toEqual({
      code: 0,
      out: "nothing to do: the tables are as they should be\n",
      err: `${label(flags)}\n`,
    });
  });

  test("--dry-run shows the statements and does nothing", async () => {
    const flags = ownSchema();
    const { code, out } = await commandLine(["migrate", "--dry-run", ...flags]);
    expect({ code, shown: out.includes(`create table "${flags[3]!}"."users" (`) }).toEqual({
      code: 0,
      shown: true,
    });
    expect(
      (await database.pool.query("select to_regnamespace(quote_ident($1)) as made", [flags[3]])).rows,
    ).toEqual([{ made: null }]);
  });

  test("a table that 42sync did not make ends with 5 and is left alone", async () => {
    const flags = ownSchema();
    await database.pool.query(`create schema "${flags[3]!}"; create table "${flags[3]!}".users (mine text)`);
    for (const command of ["migrate", "nightly"]) {
      const { fetch, env } = local42();
      const { code, out } = await commandLine([command, "--json", ...flags], { env, fetch });
      expect({ code, document: JSON.parse(out) as unknown }).toMatchObject({
        code: 5,
        document: {
          error: {
            code: "E_FOREIGN_TABLE",
            message: `${flags[3]!}.users was not made by 42sync, and nothing was touched`,
          },
          exitCode: 5,
        },
      });
    }
    expect(
      (
        await database.pool.query(
          "select column_name from information_schema.columns where table_schema = $1",
          [flags[3]],
        )
      ).rows,
    ).toEqual([{ column_name: "mine" }]);
  });
});
