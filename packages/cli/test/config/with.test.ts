import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Estimate } from "@42sync/core/internal";
import type { RunReport } from "@42sync/core/sync";
import { optionalTables } from "@42sync/core/tables";
import { dataSchema } from "../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../testing/databases.js";
import { commandLine, workingFolder, withoutTime } from "../support/command-line.js";
import { local42, pathsAsked } from "../support/local-42.js";
import { ids, people, truth } from "./truth-of-tables.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

const ownSchema = (): readonly string[] => ["--database", database.url, "--schema", dataSchema()];
const schemaOf = (flags: readonly string[]): string => flags[3]!;
const reportOf = (out: string): RunReport => JSON.parse(out) as RunReport;
const every = Object.keys(optionalTables).join(",");

async function idsIn(flags: readonly string[], table: string): Promise<readonly number[]> {
  const { rows } = await database.pool.query<{ id: number }>(
    `select id::integer from "${schemaOf(flags)}".${table} where deleted_at is null order by id`,
  );
  return rows.map(({ id }) => id);
}

describe("--with", () => {
  test("mirrors what it names, and every row of it that is of the scope", async () => {
    const { sandbox, fetch, env } = local42({ size: 60 });
    const flags = ownSchema();
    const { code, out, err } = await commandLine(["nightly", "--with", every, "--json", ...flags], {
      env,
      fetch,
    });
    expect([code, code === 0 ? "" : err]).toEqual([0, ""]);
    const report = reportOf(out);
    expect(report.passes.filter((pass) => pass.outcome !== "complete")).toEqual([]);
    const mirrored = new Set<unknown>(await idsIn(flags, "users"));
    const expected = truth(sandbox, mirrored);
    expect(Object.keys(expected)).toEqual(Object.keys(optionalTables));
    for (const [table, wanted] of Object.entries(expected)) {
      expect(wanted.length).toBeGreaterThan(0);
      expect([table, await idsIn(flags, table)]).toEqual([table, wanted]);
    }
    const { rows } = await database.pool.query(
      `select count(*)::integer as missing from "${schemaOf(flags)}".teams t where not exists ` +
        `(select from "${schemaOf(flags)}".teams_users u where u.team_id = t.id)`,
    );
    expect(rows).toEqual([{ missing: 0 }]);
  });

  test("of one campus is that campus's", async () => {
    const { sandbox, fetch, env } = local42({ size: 150 });
    const flags = ownSchema();
    expect(
      (
        await commandLine(
          ["nightly", "--campus", "1", "--with", "locations,teams,scale_teams,events", ...flags],
          { env, fetch },
        )
      ).code,
    ).toBe(0);
    const mirrored = new Set<unknown>(await idsIn(flags, "users"));
    const { locations, teams, events, scale_teams } = truth(sandbox, mirrored);
    const campuses = new Map(
      sandbox.rows("events").map((event) => [event["id"], event["campus_ids"] as number[]]),
    );
    const ofCampus = events!.filter((id) => campuses.get(id)!.length === 0 || campuses.get(id)!.includes(1));
    expect([
      mirrored.size > 0,
      await idsIn(flags, "locations"),
      await idsIn(flags, "teams"),
      await idsIn(flags, "events"),
    ]).toEqual([true, locations, teams, ofCampus]);
    const evaluated = new Set(
      ids(
        sandbox
          .rows("scale_teams")
          .filter(
            (one) =>
              Array.isArray(one["correcteds"]) && people(one["correcteds"]).some((id) => mirrored.has(id)),
          ),
      ),
    );
    const wanted = scale_teams!.filter((id) => evaluated.has(id));
    expect([
      wanted.length > 0,
      (await idsIn(flags, "scale_teams")).filter((id) => evaluated.has(id)),
    ]).toEqual([true, wanted]);
  });

  test("a second night writes nothing, and a plan of it names its hits", async () => {
    const { fetch, env } = local42();
    const flags = ownSchema();
    await commandLine(["nightly", "--with", "locations,teams,scale_teams", ...flags], { env, fetch });
    const planned = JSON.parse(
      (
        await commandLine(["plan", "--with", "locations,teams,scale_teams", "--json", ...flags], {
          env,
          fetch,
        })
      ).out,
    ) as Estimate;
    const second = reportOf(
      (
        await commandLine(["nightly", "--with", "locations,teams,scale_teams", "--json", ...flags], {
          env,
          fetch,
        })
      ).out,
    );
    expect(second.rows).toMatchObject({ inserted: 0, updated: 0 });
    expect(planned.passes.map((pass) => pass.table)).toEqual(second.passes.map((pass) => pass.table));
    expect(planned.hits).toBe(second.hits);
  });

  test("seats are looked back for: who left since has an end", async () => {
    const { sandbox, fetch, env } = local42({ size: 120 });
    const flags = ownSchema();
    await commandLine(["nightly", "--with", "locations", ...flags], { env, fetch });
    const open = async (): Promise<readonly number[]> =>
      ids(
        (
          await database.pool.query(
            `select id from "${schemaOf(flags)}".locations where end_at is null order by id`,
          )
        ).rows as Record<string, unknown>[],
      );
    const before = await open();
    sandbox.advance("20h");
    const { out } = await commandLine(["incremental", "--with", "locations", "--json", ...flags], {
      env,
      fetch,
    });
    expect(reportOf(out).passes.find((pass) => pass.table === "locations")).toMatchObject({
      kind: "window",
      reason: expect.stringMatching(/^looks back 72 h over begin_at/) as string,
      outcome: "complete",
    });
    const now = new Map(sandbox.rows("locations").map((row) => [row["id"], row["end_at"]]));
    const after = await open();
    expect(before.filter((id) => !after.includes(id)).length).toBeGreaterThan(0);
    expect(after.filter((id) => now.get(id) !== null)).toEqual([]);
  });

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
    const count = (table: string): string =>
      `(select count(*) from "${schemaOf(flags)}".${table} where user_id = ${String(who)})::integer`;
    const remaining = await database.pool.query(
      `select ${count("locations")} as seats, ${count("teams_users")} as teams`,
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
    expect(Object.fromEntries(sizes)).toEqual({
      "/v2/cursus/21/projects": "30",
      "/v2/cursus/21/users": "100",
      "/v2/scale_teams": "30",
    });
  });

  test("an unknown table is answered with the nearest name", async () => {
    const { code, err } = await commandLine(["nightly", "--with", "location"], {});
    expect({ code, err: withoutTime(err) }).toEqual({
      code: 2,
      err: "error: --with location: unknown table\n  hint: did you mean locations?\n",
    });
  });
});
