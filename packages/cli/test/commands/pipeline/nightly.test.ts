import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataSchema } from "../../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import { AbortedError, type Clock } from "@42sync/core";
import type { RunReport } from "@42sync/core/sync";
import type { Sandbox } from "@42sync/sandbox";
import { commandLine, workingFolder, withoutTime } from "../../support/command-line.js";
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

describe("nightly", () => {
  test("makes the tables and fills them; every row that 42 shows of the scope is there", async () => {
    const { sandbox, fetch, env } = local42();
    const flags = ownSchema();
    const { code, out, err } = await commandLine(["nightly", ...flags], { env, fetch });
    expect(code).toBe(0);
    const [first, second] = withoutTimes(err).split("\n");
    expect(first).toBe(
      `<time> database: PostgreSQL ${database.name} at 127.0.0.1:${new URL(database.url).port} ` +
        `as postgres, schema ${schemaOf(flags)}`,
    );
    expect(second).toMatch(/^<time> created \d+ tables, \d views?$/);
    expect(withoutTimes(out).split("\n")[0]).toMatch(
      /^<time> nightly complete: [\d,]+ rows new, 0 changed; \d+ hits, .* [km]?B, <s>$/i,
    );
    const { rows } = await database.pool.query<{ id: number }>(
      `select id::integer from "${schemaOf(flags)}".users order by id`,
    );
    expect(rows.map(({ id }) => id)).toEqual(studentsInScope(sandbox));
  });

  test("--json is one report on stdout and nothing else there", async () => {
    const { fetch, env } = local42();
    const { code, out, err } = await commandLine(["nightly", "--json", ...ownSchema()], { env, fetch });
    const report = JSON.parse(out) as RunReport & { exitCode: number; hitsRemaining: number };
    expect(code).toBe(0);
    expect(report).toMatchObject({
      name: "nightly",
      outcome: "complete",
      error: null,
      exitCode: 0,
      interrupted: false,
    });
    expect(report.hitsRemaining).toBe(1_000_000 - report.hits);
    expect(err).toContain("database: PostgreSQL");
  });

  test("a second one spends fewer hits and writes nothing", async () => {
    const { fetch, env } = local42();
    const flags = ownSchema();
    const first = JSON.parse(
      (await commandLine(["nightly", "--json", ...flags], { env, fetch })).out,
    ) as RunReport;
    const second = JSON.parse(
      (await commandLine(["nightly", "--json", ...flags], { env, fetch })).out,
    ) as RunReport;
    expect(second.rows).toMatchObject({ inserted: 0, updated: 0 });
    expect(second.hits).toBeLessThan(first.hits);
    expect(second.passes.filter((pass) => pass.outcome === "skipped").map((pass) => pass.table)).toContain(
      "coalitions",
    );
  });

  test("--force reads the reference lists again", async () => {
    const { fetch, env } = local42();
    const flags = ownSchema();
    await commandLine(["nightly", ...flags], { env, fetch });
    const { out } = await commandLine(["nightly", "--force", "--json", ...flags], { env, fetch });
    expect((JSON.parse(out) as RunReport).passes.filter((pass) => pass.outcome === "skipped")).toEqual([]);
  });

  test("--refresh-budget says how many requests go to rows that change without notice, and 0 means none", async () => {
    // Lists of up to five pages are read whole each night, and need no refresh.
    const { fetch, env } = local42({ size: 700 });
    const flags = ["--only", "cursus,users", "--json", ...ownSchema()];
    await commandLine(["nightly", ...flags], { env, fetch });
    const spent = async (budget: string): Promise<readonly number[]> => {
      const { out } = await commandLine(["nightly", "--refresh-budget", budget, ...flags], { env, fetch });
      return (JSON.parse(out) as RunReport).passes
        .filter((pass) => pass.kind === "refresh")
        .map((pass) => pass.hits);
    };
    expect([await spent("0"), await spent("2")]).toEqual([[], [2]]);
  });

  test("--campus takes a name, and spends no hit on names once campuses are stored", async () => {
    const { sandbox, fetch, env } = local42({ size: 200 });
    const flags = ownSchema();
    expect(
      (await commandLine(["nightly", "--campus", "PARIS", "--json", ...flags], { env, fetch })).code,
    ).toBe(0);
    expect(pathsAsked(sandbox).filter((path) => path === "campus")).toHaveLength(2);
    sandbox.clearRequests();
    const { out } = await commandLine(["nightly", "--campus", "1", "--json", ...flags], { env, fetch });
    expect((JSON.parse(out) as RunReport).scope).toBe("cursus=21 campus=1");
    expect(pathsAsked(sandbox).filter((path) => path === "campus")).toHaveLength(0);
  });

  test("a campus that 42 does not list ends with 2 and the nearest", async () => {
    const { fetch, env } = local42();
    const { code, err } = await commandLine(["nightly", "--campus", "pariss", ...ownSchema()], {
      env,
      fetch,
    });
    expect({ code, last: withoutTime(err).split("\n").slice(-3).join("\n") }).toEqual({
      code: 2,
      last: "error: --campus pariss: 42 has no such campus\n  hint: did you mean Paris (1)?\n",
    });
  });

  test("--only and --except choose tables; one without its parents is refused", async () => {
    const { fetch, env } = local42();
    const flags = ownSchema();
    const { code, err } = await commandLine(["nightly", "--only", "cursus_users", ...flags], { env, fetch });
    expect({ code, last: withoutTime(err).split("\n").slice(-3).join("\n") }).toEqual({
      code: 2,
      last:
        "error: cursus_users points at users, which is not filled yet\n  hint: add users to " +
        "--only, or run nightly without --only first\n",
    });
    const { out } = await commandLine(
      ["nightly", "--only", "cursus, campuses", "--except", "campuses", "--json", ...flags],
      { env, fetch },
    );
    expect((JSON.parse(out) as RunReport).passes.map((pass) => pass.table)).toEqual(["cursus"]);
  });

  test("counts its hits where every run of the application on this server counts them", async () => {
    const { fetch, env } = local42({ application: { perHour: 1200 } });
    const first = JSON.parse(
      (await commandLine(["nightly", "--json", ...ownSchema()], { env, fetch })).out,
    ) as RunReport;
    const second = JSON.parse(
      (await commandLine(["nightly", "--json", ...ownSchema()], { env, fetch })).out,
    ) as RunReport & { hitsRemaining: number };
    const { rows } = await database.pool.query(
      "select (windows #>> '{hour,used}')::integer as used from sync42.budgets where application like $1",
      [`% ${env["FORTYTWO_CLIENT_ID"]!}`],
    );
    expect(rows).toEqual([{ used: first.hits + second.hits }]);
    expect(second.hitsRemaining).toBe(1200 - first.hits - second.hits);
  });

  test("--reserve ends it with 6 while others still have so many requests", async () => {
    const { fetch, env } = local42({ application: { perHour: 1200 } });
    const { code, out } = await commandLine(["nightly", "--json", "--reserve", "1190", ...ownSchema()], {
      env,
      fetch,
    });
    const report = JSON.parse(out) as RunReport & { hitsRemaining: number };
    expect({
      code,
      outcome: report.outcome,
      error: report.error?.code,
      remaining: report.hitsRemaining,
    }).toEqual({
      code: 6,
      outcome: "partial",
      error: "E_BUDGET",
      remaining: 1190,
    });
  });

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
      "<time> no hits remain this hour, the next ones are available at <time>; run nightly again and it resumes where it stopped, or use --wait\n",
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

  test("a resource that the application may not see is skipped with its dependents, said, and ends with 6", async () => {
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

  test("a table that the config file calls strict fails by name with 4, one that ignores takes what fits, and raw keeps it", async () => {
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

describe("being stopped", () => {
  test("once: the page in hand is finished and stored, and the next run goes on", async () => {
    const { sandbox, fetch, env } = local42();
    const finish = new AbortController();
    const flags = ownSchema();
    const stopping: typeof globalThis.fetch = async (input, init) => {
      const answer = await fetch(input, init);
      if (pathsAsked(sandbox).at(-1)?.endsWith("projects") === true) finish.abort();
      return answer;
    };
    const { code, out, err } = await commandLine(["nightly", ...flags], {
      env,
      fetch: stopping,
      finish: finish.signal,
    });
    expect(code).toBe(6);
    expect(err).toContain("stopping after the current page; press again to stop immediately\n");
    expect(out).toContain("stopped as requested; run nightly again and it resumes where it stopped\n");
    expect((await database.pool.query(`select from "${schemaOf(flags)}".projects`)).rowCount).toBeGreaterThan(
      0,
    );
    expect((await commandLine(["nightly", ...flags], { env, fetch })).code).toBe(0);
  });

  test("twice: it stops at once", async () => {
    const { fetch, env } = local42();
    const [finish, signal] = [new AbortController(), new AbortController()];
    const hanging: typeof globalThis.fetch = (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      if (!url.includes("/projects?")) return fetch(input, init);
      finish.abort();
      signal.abort();
      return new Promise((_, reject) => {
        const given = init?.signal ?? (input instanceof Request ? input.signal : undefined);
        const fail = (): void => {
          reject(given?.reason instanceof Error ? given.reason : new Error("aborted"));
        };
        if (given?.aborted === true) fail();
        else given?.addEventListener("abort", fail);
      });
    };
    const { code, err } = await commandLine(["nightly", ...ownSchema()], {
      env,
      fetch: hanging,
      finish: finish.signal,
      signal: signal.signal,
    });
    expect(code).toBe(6);
    expect(err).toContain(
      "stopping immediately; the current page is not stored, and the next run fetches it again\n",
    );
  });

  test("while it sleeps for the next hour: the page to finish, it ends", async () => {
    const finish = new AbortController();
    const clock = jumpingClock(Date.parse("2026-11-23T08:00:00Z"));
    const sleepy: Clock = {
      now: () => clock.now(),
      sleep: (ms, signal) => {
        if (ms > 600_000) finish.abort();
        return signal?.aborted === true
          ? Promise.reject(new AbortedError("the wait was aborted"))
          : clock.sleep(ms, signal);
      },
    };
    const { fetch, env } = local42({
      application: { perHour: 20 },
      now: "2026-11-23T08:00:00Z",
      clock: () => clock.now(),
    });
    const { code, err } = await commandLine(["nightly", "--wait", ...ownSchema()], {
      env,
      fetch,
      clock: sleepy,
      finish: finish.signal,
    });
    expect(code).toBe(6);
    expect(err).toContain("stopping; run it again and it resumes where it stopped\n");
  });
});

describe("before anything is read", () => {
  test("refused credentials end with 3 before anything is made", async () => {
    const { fetch, env } = local42();
    const flags = ownSchema();
    const { code } = await commandLine(["nightly", ...flags], {
      env: { ...env, FORTYTWO_CLIENT_SECRET: "s-s4t2ud-wrong" },
      fetch,
    });
    expect(code).toBe(3);
    expect(
      (await database.pool.query("select to_regnamespace(quote_ident($1)) as made", [schemaOf(flags)])).rows,
    ).toEqual([{ made: null }]);
  });

  test("a cursus that 42 does not list ends with 2", async () => {
    const { fetch, env } = local42();
    const { code, err } = await commandLine(["nightly", "--cursus", "9999", ...ownSchema()], { env, fetch });
    expect({ code, said: err.slice(err.indexOf("error:")) }).toEqual({
      code: 2,
      said:
        "error: --cursus 9999: 42 has no such cursus\n  hint: the nearest ids are 80 (Discovery " +
        "Piscine - Web), 78 (42Senior), 69 (Discovery Piscine - Python)\n",
    });
  });

  test("a schema of 42's rows takes none of a sandbox", async () => {
    const { fetch, env } = local42();
    const flags = ownSchema();
    await commandLine(["nightly", "--only", "cursus", ...flags], { env, fetch });
    const { code, err } = await commandLine(["nightly", "--only", "cursus", ...flags], {
      env: { ...env, FORTYTWO_API_URL: "http://127.0.0.1:4242" },
      fetch,
    });
    expect({ code, said: err.slice(err.indexOf("error:")) }).toEqual({
      code: 2,
      said:
        `error: the schema ${schemaOf(flags)} is a copy of https://api.intra.42.fr, not of a ` +
        `sandbox on this machine\n  hint: keep each API in a schema or a database of its own: ` +
        `--schema or --database\n`,
    });
  });
});
