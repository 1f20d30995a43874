import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { optionalTables } from "@42sync/core/tables";
import { dataSchema } from "../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../testing/databases.js";
import { commandLine, workingFolder, withoutTime } from "../support/command-line.js";
import { local42, pathsAsked } from "../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

const ownSchema = (): readonly string[] => ["--database", database.url, "--schema", dataSchema()];
const schemaOf = (flags: readonly string[]): string => flags[3]!;
const every = Object.keys(optionalTables).join(",");

async function idsIn(flags: readonly string[], table: string): Promise<readonly number[]> {
  const { rows } = await database.pool.query<{ id: number }>(
    `select id::integer from "${schemaOf(flags)}".${table} where deleted_at is null order by id`,
  );
  return rows.map(({ id }) => id);
}

describe("optional tables from run to run", () => {
  test("is asked for each time, by flag or file; without it a table stays as it is", async () => {
    const { sandbox, fetch, env } = local42();
    const flags = ownSchema();
    const cwd = workingFolder();
    expect((await commandLine(["migrate", ...flags])).out).not.toContain("locations");
    expect((await commandLine(["migrate", "--with", "locations", ...flags])).out).toContain(
      "created table locations\n",
    );
    await commandLine(["nightly", ...flags], { env, fetch });
    expect(await idsIn(flags, "locations")).toEqual([]);
    writeFileSync(join(cwd, "42sync.config.json"), '{ "with": ["locations"] }');
    await commandLine(["nightly", ...flags], { env, fetch, cwd });
    expect((await idsIn(flags, "locations")).length).toBeGreaterThan(0);
    sandbox.clearRequests();
    await commandLine(["nightly", ...flags], { env, fetch });
    expect(pathsAsked(sandbox)).not.toContain("locations");
  });

  test("keeps a table in shape that is there although nobody asks for it now", async () => {
    const flags = ownSchema();
    await commandLine(["migrate", "--with", "locations,teams", ...flags]);
    await database.pool.query(`alter table "${schemaOf(flags)}".locations drop column host`);
    expect((await commandLine(["migrate", ...flags])).out).toBe(
      "extended column locations.host\nextended index locations_host_idx\n",
    );
  });

  test("leaves a table of the user's own alone that has the name of an optional one", async () => {
    const flags = ownSchema();
    await database.pool.query(
      `create schema "${schemaOf(flags)}"; create table "${schemaOf(flags)}".events (what text)`,
    );
    expect((await commandLine(["migrate", ...flags])).code).toBe(0);
    const { code, err } = await commandLine(["migrate", "--with", "events", ...flags]);
    expect({ code, last: err.split("\n").slice(-3)[0] }).toEqual({
      code: 5,
      last: `error: ${schemaOf(flags)}.events was not made by 42sync, and nothing was touched`,
    });
  });

  test("is recorded with the run, and asked for again by who replays it", async () => {
    const { fetch, env } = local42();
    const cwd = workingFolder();
    const [first, second] = [ownSchema(), ownSchema()];
    await commandLine(["nightly", "--with", "locations,teams", "--record", "kept", ...first], {
      env,
      fetch,
      cwd,
    });
    const { code, err } = await commandLine(["nightly", "--replay", "kept", ...second], { cwd });
    expect({ code, hint: err.split("\n").at(-2) }).toEqual({
      code: 2,
      hint: "  hint: replay it with --with locations,teams",
    });
    expect(
      (await commandLine(["nightly", "--replay", "kept", "--with", "locations,teams", ...second], { cwd }))
        .code,
    ).toBe(0);
    for (const table of ["locations", "teams"])
      expect([table, await idsIn(second, table)]).toEqual([table, await idsIn(first, table)]);
  });

  test("a person is forgotten there too, although nobody asks for the tables now", async () => {
    const { fetch, env } = local42();
    const flags = ownSchema();
    await commandLine(["nightly", "--with", every, ...flags], { env, fetch });
    const { rows } = await database.pool.query<{ id: number }>(
      `select user_id::integer as id from "${schemaOf(flags)}".locations l join ` +
        `"${schemaOf(flags)}".teams_users using (user_id) limit 1`,
    );
    const who = rows[0]!.id;
    expect((await commandLine(["forget", String(who), "--yes", ...flags])).code).toBe(0);
    const remaining = await database.pool.query(
      `select (select count(*) from "${schemaOf(flags)}".locations where user_id = $1)::integer ` +
        `as seats, (select count(*) from "${schemaOf(flags)}".teams_users where user_id = ` +
        "$1)::integer as teams",
      [who],
    );
    expect(remaining.rows).toEqual([{ seats: 0, teams: 0 }]);
  });

  test("heavy rows come by small pages", async () => {
    const { sandbox, fetch, env } = local42();
    await commandLine(["nightly", "--with", "scale_teams", ...ownSchema()], { env, fetch });
    const sizes = new Map(
      sandbox.requests
        .filter(({ path }) => /^\/v2\/(scale_teams|cursus\/21\/(users|projects))$/.test(path))
        .map(({ path, query }) => [path, query["page[size]"]]),
    );
    expect(sizes).toEqual(
      new Map([
        ["/v2/cursus/21/projects", "30"],
        ["/v2/cursus/21/users", "100"],
        ["/v2/scale_teams", "30"],
      ]),
    );
  });

  test("a table that is no optional one is told the nearest", async () => {
    const { code, err } = await commandLine(["nightly", "--with", "location"], {});
    expect({ code, err: withoutTime(err) }).toEqual({
      code: 2,
      err: "error: --with location: unknown table\n  hint: did you mean locations?\n",
    });
  });

  test("the help names every optional table", async () => {
    const { out } = await commandLine(["nightly", "--help"]);
    expect(out.replaceAll(/\s+/g, "")).toContain(every);
  });
});
