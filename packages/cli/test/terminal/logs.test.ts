import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { dataSchema } from "../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../testing/databases.js";
import { commandLine, workingFolder, withoutTime } from "../support/command-line.js";
import { jumpingClock, local42 } from "../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

interface Line {
  readonly time: string;
  readonly level: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

const linesOf = (text: string): readonly Line[] =>
  text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);

describe("the log of a run", () => {
  test("is objects where that is wanted, the report included, and nothing on stdout", async () => {
    const { fetch, env } = local42();
    const flags = [
      "--database",
      database.url,
      "--schema",
      dataSchema(),
      "--only",
      "cursus,campuses",
      "--log-format",
      "json",
    ];
    const { code, out, err } = await commandLine(["nightly", ...flags], { env, fetch });
    const lines = linesOf(err);
    expect({ code, out, kinds: lines.map(({ level, table, outcome }) => [level, table, outcome]) }).toEqual({
      code: 0,
      out: "",
      kinds: [
        ["info", undefined, undefined],
        ["info", undefined, undefined],
        ["info", undefined, undefined],
        ["info", "cursus", "complete"],
        ["info", "campuses", "complete"],
        ["info", undefined, "complete"],
      ],
    });
    expect(lines.every(({ time }) => new Date(time).toISOString() === time)).toBe(true);
    expect(lines.at(-1)).toMatchObject({ name: "nightly", hits: 2, exitCode: 0, rows: { inserted: 70 } });
    const debug = linesOf(
      (await commandLine(["nightly", "--force", "--log-level", "debug", ...flags], { env, fetch })).err,
    );
    expect(
      debug.some(({ level, message }) => level === "debug" && message.startsWith("GET /v2/cursus")),
    ).toBe(true);
    const quiet = await commandLine(["nightly", "--log-level=warn", "--force", ...flags], { env, fetch });
    expect(quiet).toEqual({ code: 0, out: "", err: "" });
  });

  test("is objects for every command that has something to say", async () => {
    const { fetch, env } = local42();
    const flags = ["--database", database.url, "--schema", dataSchema(), "--log-format", "json"];
    await commandLine(["nightly", "--only", "cursus", ...flags], { env, fetch });
    const { code, out, err } = await commandLine(["verify", "--only", "cursus", ...flags], { env, fetch });
    expect({
      code,
      proven: out.includes("the copy has every row that 42 has"),
      said: linesOf(err).map(({ level, message }) => [level, message.split(":")[0]]),
    }).toEqual({
      code: 0,
      proven: true,
      said: [
        ["info", "database"],
        ["info", "cursus"],
      ],
    });
  });

  test("has a time in the line of its failure too, where nobody watches", async () => {
    const clock = jumpingClock(Date.parse("2026-11-24T02:00:00Z"));
    const failure = "error: FORTYTWO_CLIENT_ID and FORTYTWO_CLIENT_SECRET are not set\n";
    const first = async (argv: readonly string[], terminal: boolean): Promise<string> =>
      (await commandLine(argv, { clock, terminal })).err.split(/(?<=\n)/)[0]!;
    expect([
      await first(["nightly"], false),
      await first(["incremental"], false),
      await first(["nightly"], true),
      await first(["plan"], false),
    ]).toEqual([`2026-11-24 02:00:00Z ${failure}`, `2026-11-24 02:00:00Z ${failure}`, failure, failure]);
  });

  test("has the failure as an object, and a human one hides what is below the level", async () => {
    const json = await commandLine(["nightly", "--log-format", "json"]);
    expect(linesOf(json.err).map(({ time: _, ...line }) => line)).toMatchObject([
      {
        level: "error",
        message: "FORTYTWO_CLIENT_ID and FORTYTWO_CLIENT_SECRET are not set",
        code: "E_CONFIG",
        exitCode: 2,
      },
    ]);
    const { fetch, env } = local42();
    const flags = [
      "--database",
      database.url,
      "--schema",
      dataSchema(),
      "--only",
      "cursus",
      "--log-level",
      "error",
    ];
    const human = await commandLine(["nightly", ...flags], {
      env: { ...env, FORTYTWO_CLIENT_SECRET: "s-s4t2ud-mistyped" },
      fetch,
    });
    expect(
      withoutTime(human.err)
        .split("\n")
        .map((line) => line.split(":")[0]),
    ).toEqual(["error", "  hint", ""]);
  });
});

/** Every file below a folder, as text. */
function filesBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && !path.endsWith("/.env"))
    .map((path) => readFileSync(path, "latin1"))
    .join("\n");
}

test("no byte that a command writes, to its outputs, to files or to the database, holds a secret, a token or a password", async () => {
  const database = await scratchDatabase();
  onTestFinished(() => database.close());
  const clock = jumpingClock(Date.parse("2026-11-24T02:00:00Z"));
  const { fetch, env, application } = local42({ now: "2026-11-24T02:00:00Z", clock: clock.now });
  const tokens = new Set<string>();
  const listening: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    const text = await answer.clone().text();
    const token = /"access_token":"([^"]+)"/.exec(text)?.[1];
    if (token !== undefined) tokens.add(token);
    return answer;
  };
  const cwd = workingFolder();
  const url = Object.assign(new URL(database.url), { password: "a-database-password" }).href;
  writeFileSync(
    join(cwd, ".env"),
    `DATABASE_URL=${url}\nFORTYTWO_CLIENT_ID=${env["FORTYTWO_CLIENT_ID"]!}\nFORTYTWO_CLIENT_SECRET=${application.clientSecret}\nFORTYTWO_CLIENT_SECRET_NEXT=s-s4t2ud-the-next-secret\n`,
    { mode: 0o600 },
  );
  const lines: readonly (readonly string[])[] = [
    ["init", "--all-campuses", "--force"],
    ["doctor"],
    ["doctor", "--json"],
    ["plan", "--debug"],
    ["nightly", "--debug", "--record", "recorded", "--only", "cursus,campuses"],
    ["nightly", "--json", "--debug"],
    ["incremental", "--log-format", "json", "--log-level", "debug"],
    ["nightly", "--schema", "no such \0 schema", "--debug"],
    ["nightly", "--campus", "nowhere", "--debug"],
    ["status"],
    ["status", "--format", "prometheus"],
    ["runs"],
    ["runs", "1"],
    ["schedule"],
    ["schedule", "--systemd"],
    ["query", "select * from sync42.budgets"],
    ["query", "select nonsense", "--debug"],
    ["get", "/v2/cursus", "--debug"],
    ["get", "/v2/nothing", "--debug"],
    ["migrate", "--debug"],
    ["report", "--out", "report.html"],
    ["export", "--out", "exported"],
    ["explain", "users", "1"],
  ];
  let said = "";
  const failed: string[] = [];
  for (const line of lines) {
    const { code, out, err } = await commandLine(line, { cwd, clock, fetch: listening });
    said += `${out}\n${err}\n`;
    if (code !== 0) failed.push(`${String(code)}: ${line.join(" ")}`);
  }
  expect(failed).toEqual([
    "2: nightly --schema no such \0 schema --debug",
    "2: nightly --campus nowhere --debug",
    "2: query select nonsense --debug",
    "4: get /v2/nothing --debug",
  ]);
  const refused = await commandLine(["nightly", "--debug"], {
    cwd,
    clock,
    fetch: listening,
    env: { FORTYTWO_CLIENT_SECRET: "s-s4t2ud-a-wrong-secret", FORTYTWO_CLIENT_SECRET_NEXT: "" },
  });
  expect(refused.code).toBe(3);
  const { rows: tables } = await database.pool.query<{ at: string }>(
    "select format('%I.%I', schemaname, tablename) as at from pg_tables where schemaname in " +
      "('public', 'sync42')",
  );
  let stored = "";
  for (const { at } of tables)
    stored += JSON.stringify((await database.pool.query(`select * from ${at}`)).rows);
  const everything = `${said}${refused.out}${refused.err}${stored}${filesBelow(cwd)}`;
  expect([tokens.size > 0, tables.length > 20, everything.length > 100_000]).toEqual([true, true, true]);
  for (const secret of [
    application.clientSecret,
    "s-s4t2ud-the-next-secret",
    "s-s4t2ud-a-wrong-secret",
    "a-database-password",
    ...tokens,
  ])
    expect(everything.includes(secret), secret.slice(0, 12)).toBe(false);
});
