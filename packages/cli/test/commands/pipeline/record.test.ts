import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { tables } from "@42sync/core/tables";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataSchema } from "../../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import {
  commandLine,
  workingFolder,
  withoutTime,
  type CommandLineOptions,
  type Ended,
} from "../../support/command-line.js";
import { local42, pathsAsked } from "../../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

const names = Object.values(tables).flatMap((table) => [table.name, ...table.links.map((link) => link.name)]);

/**
 * Every row of every table, value by value, but for when it was written; and what waits in the quarantine.
 */
async function copyOf(schema: string): Promise<unknown> {
  const rows = async (name: string): Promise<unknown> =>
    (
      await database.pool.query<{ row: unknown }>(
        `select to_jsonb(t) - 'ingested_at' as row from "${schema}"."${name}" t order by 1`,
      )
    ).rows.map(({ row }) => row);
  const quarantine = await database.pool.query(
    "select table_name, row_key, reason, detail, payload from sync42.quarantine where " +
      "data_schema = $1 order by 1, 2",
    [schema],
  );
  return {
    ...Object.fromEntries(await Promise.all(names.map(async (name) => [name, await rows(name)] as const))),
    quarantine: quarantine.rows,
  };
}

const run = async (argv: readonly string[], schema: string, options: CommandLineOptions): Promise<Ended> =>
  commandLine([...argv, "--database", database.url, "--schema", schema], options);

const textOf = (folder: string): string =>
  readdirSync(folder)
    .map((name) => gunzipSync(readFileSync(join(folder, name))).toString())
    .join("");

describe("--record and --replay", () => {
  test("make the same copy again without a request, cut short and going on, without secrets", async () => {
    const { sandbox, fetch, env, application } = local42({ size: 40 });
    const cwd = workingFolder();
    const options = { cwd, env, fetch };
    const [first, second] = [dataSchema(), dataSchema()];
    sandbox.insert("projects_users", {
      user_id: sandbox.rows("users")[0]!["id"],
      project_id: 999_999,
      cursus_ids: [21],
    });
    expect(
      (await run(["nightly", "--record", join(cwd, "kept"), "--max-hits", "14"], first, options)).code,
    ).toBe(6);
    expect((await run(["nightly", "--record", join(cwd, "kept")], first, options)).code).toBe(0);
    sandbox.advance("20h");
    expect(
      (
        await run(
          ["incremental", "--since", "5h", "--only", "users", "--record", join(cwd, "kept")],
          first,
          options,
        )
      ).code,
    ).toBe(0);
    expect((await run(["incremental", "--record", join(cwd, "kept")], first, options)).code).toBe(0);
    sandbox.clearRequests();
    const { code, out, err } = await run(["nightly", "--replay", join(cwd, "kept"), "--json"], second, {
      cwd,
    });
    expect({ code, err: err.includes("error") }).toEqual({ code: 0, err: false });
    expect(
      (JSON.parse(out) as { runs: readonly { name: string; outcome: string; hits: number }[] }).runs.map(
        ({ name, outcome, hits }) => [name, outcome, hits],
      ),
    ).toEqual([
      ["nightly", "partial", 0],
      ["nightly", "complete", 0],
      ["incremental", "complete", 0],
      ["incremental", "complete", 0],
    ]);
    expect(pathsAsked(sandbox)).toEqual([]);
    expect(await copyOf(second)).toEqual(await copyOf(first));
    for (const secret of [application.clientSecret, "Bearer", "access_token"])
      expect(textOf(join(cwd, "kept"))).not.toContain(secret);
  });

  test("hold what the privacy profile leaves, and are not hashed twice", async () => {
    const { sandbox, fetch, env } = local42({ size: 20 });
    const cwd = workingFolder();
    writeFileSync(
      join(cwd, "42sync.config.json"),
      JSON.stringify({
        privacy: {
          users: {
            drop: ["email", "image", "url", "displayname", "usual_full_name", "first_name", "last_name"],
            hash: ["login"],
          },
        },
      }),
    );
    const options = { cwd, env: { ...env, FORTYTWO_PRIVACY_KEY: "0123456789abcdef0123" }, fetch };
    const [first, second] = [dataSchema(), dataSchema()];
    expect((await run(["nightly", "--record", join(cwd, "kept")], first, options)).code).toBe(0);
    expect(
      (
        await run(["nightly", "--replay", join(cwd, "kept")], second, {
          cwd,
          env: { FORTYTWO_PRIVACY_KEY: "0123456789abcdef0123" },
        })
      ).code,
    ).toBe(0);
    expect(await copyOf(second)).toEqual(await copyOf(first));
    const [row] = (
      await database.pool.query<Record<string, unknown>>(
        `select login, email, image, url from "${second}".users order by id limit 1`,
      )
    ).rows;
    expect(row).toEqual({
      login: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      email: null,
      image: null,
      url: null,
    });
    const kept = textOf(join(cwd, "kept"));
    const people = sandbox.rows("users") as readonly {
      readonly login: string;
      readonly email: string | null;
    }[]; // the sandbox's shape of a user
    expect(
      people.filter(
        ({ login, email }) => kept.includes(`"${login}"`) || (email !== null && kept.includes(email)),
      ),
    ).toEqual([]);
  });

  test("a replay whose log is of objects ends with one for each run", async () => {
    const { sandbox, fetch, env } = local42({ size: 20 });
    const cwd = workingFolder();
    const flags = ["--only", "cursus", "--record", join(cwd, "kept")];
    const first = dataSchema();
    for (const command of ["nightly", "incremental"]) {
      await run([command, ...flags], first, { cwd, env, fetch });
      sandbox.advance("2d");
    }
    const { code, out, err } = await run(
      ["nightly", "--replay", join(cwd, "kept"), "--log-format", "json"],
      dataSchema(),
      { cwd },
    );
    const lines = err
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    expect({
      code,
      out,
      reports: lines
        .filter((line) => "outcome" in line && "notes" in line)
        .map(({ level, name, scope, outcome, exitCode }) => [level, name, scope, outcome, exitCode]),
    }).toEqual({
      code: 0,
      out: "",
      reports: [
        ["info", "nightly", "cursus=21 campus=all", "complete", 0],
        ["info", "incremental", "cursus=21 campus=all", "complete", 0],
      ],
    });
  });

  test("a recording that goes on from another copy is refused by name", async () => {
    const { sandbox, fetch, env } = local42({ size: 20 });
    const cwd = workingFolder();
    const [first, second] = [dataSchema(), dataSchema()];
    await run(["nightly"], first, { cwd, env, fetch });
    sandbox.advance("4h");
    await run(["incremental", "--record", join(cwd, "kept")], first, { cwd, env, fetch });
    const { code, out } = await run(["nightly", "--replay", join(cwd, "kept")], second, { cwd });
    expect({
      code,
      out: out
        .replaceAll(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ /gm, "<time> ")
        .split("\n")
        .slice(1),
    }).toEqual({
      code: 2,
      out: [
        "<time> the recording has no answer for cursus, asked as a list",
        "  hint: a recording continues the copy that it was made on: replay all recordings in " +
          "order into an empty schema",
        "",
      ],
    });
  });

  test("says what can't be used with --replay, which repeats the runs as they were recorded", async () => {
    const cwd = workingFolder();
    const { code, out, err } = await run(["nightly", "--replay", "kept", "--campus", "12"], "s", { cwd });
    expect({ code, out, err: withoutTime(err) }).toEqual({
      code: 2,
      out: "",
      err:
        "error: --campus can't be used with --replay, which repeats the runs as they were " +
        "recorded\n  hint: remove it; --database, --schema and --config choose where the copy " +
        "goes, --with its optional tables\n",
    });
    expect(withoutTime((await run(["nightly", "--replay", cwd], "s", { cwd })).err)).toBe(
      `error: --replay ${cwd}: it has no recordings\n  hint: make one with: 42sync nightly ` +
        `--record <folder>\n`,
    );
  });
});
