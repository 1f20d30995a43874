import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataSchema } from "../../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import type { Sandbox } from "@42sync/sandbox";
import { commandLine, workingFolder } from "../../support/command-line.js";
import { jumpingClock, local42, pathsAsked } from "../../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

/** Flags for a schema of the test's own. */
const ownSchema = (): readonly string[] => ["--database", database.url, "--schema", dataSchema()];
const schemaOf = (flags: readonly string[]): string => flags[3]!;
const withoutTimes = (text: string): string =>
  text.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/g, "<time>").replaceAll(/\d+ s\b/g, "<s>");

/** The ids of those whom 42 shows of cursus 21, students and not alumni, ascending. */
function studentsInScope(sandbox: Sandbox): readonly number[] {
  const enrolled = new Set(
    sandbox
      .rows("cursus_users")
      .filter((row) => row["cursus_id"] === 21)
      .map((row) => (row["user"] as { id: number }).id),
  );
  const students = sandbox
    .rows("users")
    .filter((user) => user["kind"] === "student" && user["alumni?"] !== true);
  return students.map((user) => user["id"] as number).filter((id) => enrolled.has(id));
}

describe("nightly, when something limits or refuses it", () => {
  test("--max-hits ends it with 6, and runs go on from there until all is there", async () => {
    const { sandbox, fetch, env } = local42();
    const flags = ownSchema();
    const cut = await commandLine(["nightly", "--max-hits", "7", ...flags], { env, fetch });
    expect(cut.code).toBe(6);
    expect(cut.out).toContain("run nightly again and it resumes where it stopped");
    expect(pathsAsked(sandbox).length).toBeLessThanOrEqual(7);
    let runs = 1;
    for (let code = 6; code === 6 && runs < 50; runs += 1)
      ({ code } = await commandLine(["nightly", "--max-hits", "7", ...flags], { env, fetch }));
    const whole = ownSchema();
    await commandLine(["nightly", ...whole], { env, fetch });
    const users = async (schema: string): Promise<unknown> =>
      (await database.pool.query(`select id, login, updated_at from "${schema}".users order by id`)).rows;
    expect(await users(schemaOf(flags))).toEqual(await users(schemaOf(whole)));
    expect(runs).toBeGreaterThan(3);
  });

  test("the hour's hits running out is a normal ending that says when they come back", async () => {
    const { fetch, env } = local42({ application: { perHour: 8 } });
    const { code, out, err } = await commandLine(["nightly", ...ownSchema()], { env, fetch });
    expect(code).toBe(6);
    expect(withoutTimes(out)).toContain(
      "<time> no hits remain this hour, the next ones are available at <time>; run nightly again " +
        "and it resumes where it stopped, or use --wait\n",
    );
    expect(err).not.toContain("error");
  });

  test("--wait sleeps to the next hour instead", async () => {
    const clock = jumpingClock(Date.parse("2026-11-23T08:00:00Z"));
    const { fetch, env } = local42({
      application: { perHour: 20 },
      now: "2026-11-23T08:00:00Z",
      clock: () => clock.now(),
    });
    const { code, err } = await commandLine(["nightly", "--wait", ...ownSchema()], { env, fetch, clock });
    expect(code).toBe(0);
    expect(clock.waits.filter((ms) => ms > 1_800_000).length).toBeGreaterThan(0);
    expect(err).toContain("waiting");
  });

  test("a forbidden resource is skipped with its dependents, reported, and ends with 6", async () => {
    const { fetch, env } = local42({ application: { forbidden: ["coalitions"] } });
    const { code, out } = await commandLine(["nightly", ...ownSchema()], { env, fetch });
    expect(code).toBe(6);
    expect(withoutTimes(out)).toMatch(
      /<time> coalitions: .*403.*\n {2}hint: .+\n<time> coalitions_users: skipped because coalitions was not read\n/,
    );
  });

  test("wrong credentials end with 3, and no secret is shown, in words, in JSON or in a stack", async () => {
    const { fetch, env } = local42();
    const wrong = {
      ...env,
      FORTYTWO_CLIENT_SECRET: "s-s4t2ud-wrong-wrong",
      FORTYTWO_CLIENT_SECRET_NEXT: "s-s4t2ud-also-wrong",
    };
    for (const flag of ["--json", "--debug"]) {
      const { code, out, err } = await commandLine(["nightly", flag, ...ownSchema()], { env: wrong, fetch });
      expect(code).toBe(3);
      expect(`${out}${err}`).not.toMatch(/wrong-wrong|also-wrong/);
      expect(flag === "--json" ? (JSON.parse(out) as { exitCode: number }).exitCode : 3).toBe(3);
    }
  });

  test("the next secret is tried when the first is refused", async () => {
    const { fetch, env } = local42();
    const rotated = {
      ...env,
      FORTYTWO_CLIENT_SECRET: "s-s4t2ud-of-last-month",
      FORTYTWO_CLIENT_SECRET_NEXT: env["FORTYTWO_CLIENT_SECRET"]!,
    };
    const { code, err } = await commandLine(["nightly", "--only", "cursus", ...ownSchema()], {
      env: rotated,
      fetch,
    });
    expect(code).toBe(0);
    expect(withoutTimes(err)).toMatch(/<time> warning: .*refused.*next one/);
  });

  test("an API that cannot be reached ends with 4", async () => {
    const clock = jumpingClock(Date.parse("2026-11-23T08:00:00Z"));
    const { env } = local42();
    const { code, out } = await commandLine(["nightly", "--json", ...ownSchema()], {
      env,
      clock,
      fetch: () => Promise.reject(new TypeError("fetch failed")),
    });
    expect({ code, exitCode: (JSON.parse(out) as { exitCode: number }).exitCode }).toEqual({
      code: 4,
      exitCode: 4,
    });
  });

  test("settings of a .env work, and none of it is needed twice", async () => {
    const { fetch, env } = local42();
    const cwd = workingFolder();
    writeFileSync(
      join(cwd, ".env"),
      Object.entries({ ...env, DATABASE_URL: database.url })
        .map(([name, value]) => `${name}=${value}\n`)
        .join(""),
    );
    const { code, err } = await commandLine(["nightly", "--only", "cursus", "--schema", dataSchema()], {
      cwd,
      fetch,
    });
    expect({ code, named: err.includes(`database: PostgreSQL ${database.name} at `) }).toEqual({
      code: 0,
      named: true,
    });
  });

  test("with drift strict a table fails with 4, with ignore it takes the valid items, and raw keeps them", async () => {
    const { sandbox, fetch, env } = local42();
    const [id] = studentsInScope(sandbox);
    sandbox.update("users", id!, { correction_point: "many", mood: "good" });
    const flags = ownSchema();
    const run = (config: object): ReturnType<typeof commandLine> => {
      const cwd = workingFolder();
      writeFileSync(join(cwd, "42sync.config.json"), JSON.stringify(config));
      return commandLine(["nightly", ...flags], { env, fetch, cwd });
    };
    const strict = await run({ drift: { users: "strict" } });
    expect([strict.code, strict.out]).toEqual([
      4,
      expect.stringContaining(
        `users: item ${String(id)} does not fit at correction_point (Invalid input: expected ` +
          "number, received string), and drift is strict for it",
      ),
    ]);
    const { code } = await run({ drift: { users: "ignore" }, raw: ["users"] });
    const { rows } = await database.pool.query(
      "select correction_point, raw ->> 'correction_point' as points, raw ->> 'mood' as mood " +
        `from "${schemaOf(flags)}".users where id = $1`,
      [id],
    );
    expect([code, rows]).toEqual([0, [{ correction_point: null, points: "many", mood: "good" }]]);
  });
});
