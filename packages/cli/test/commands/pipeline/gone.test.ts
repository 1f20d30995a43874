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

/** A copy of a local 42, and what a nightly of its people says and marks after so many of them are gone. */
async function copyOf42(size: number): Promise<{
  lose(count: number): readonly number[];
  night(
    ...flags: readonly string[]
  ): Promise<{ code: number; said: readonly string[]; marked: readonly number[] }>;
}> {
  const { sandbox, fetch, env } = local42({ size });
  const schema = dataSchema();
  const run = (...flags: readonly string[]): ReturnType<typeof commandLine> =>
    commandLine(["nightly", "--database", database.url, "--schema", schema, ...flags], { env, fetch });
  await run();
  const stored = async (where: string): Promise<readonly number[]> =>
    (
      await database.pool.query<{ id: number }>(
        `select id::integer from "${schema}".users where ${where} order by id`,
      )
    ).rows.map(({ id }) => id);
  const people = [...(await stored("true"))];
  return {
    lose: (count) => {
      const lost = people.splice(0, count);
      for (const id of lost) sandbox.remove("users", id);
      return lost;
    },
    night: async (...flags) => {
      const { code, out } = await run("--only", "users", ...flags);
      return {
        code,
        said: out
          .split("\n")
          .filter((line) => /gone|no longer|hint/.test(line))
          .map((line) => line.replace(/^\S+ \S+Z /, "")),
        marked: await stored("deleted_at is not null"),
      };
    },
  };
}

describe("people who are gone from 42", () => {
  test("more than 50 and 2 % of them at once are not marked, the run ends with 6 and names the flag; with the flag they are, and it ends with 0", async () => {
    const { lose, night } = await copyOf42(100);
    const lost = lose(51);
    expect(await night()).toEqual({
      code: 6,
      said: [
        "users: 42 no longer has 51 rows, over the deletion limit; none is marked",
        "  hint: if it is right, run with --allow-mass-deletion",
      ],
      marked: [],
    });
    expect(await night("--allow-mass-deletion")).toEqual({
      code: 0,
      said: ["51 rows marked as gone, because 42 no longer has them: users 51"],
      marked: lost,
    });
  });

  test("50 of them at once are believed", async () => {
    const { lose, night } = await copyOf42(100);
    const lost = lose(50);
    expect(await night()).toEqual({
      code: 0,
      said: ["50 rows marked as gone, because 42 no longer has them: users 50"],
      marked: lost,
    });
  });
});
