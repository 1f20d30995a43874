import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataSchema } from "../../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import type { RunReport } from "@42sync/core/sync";
import type { Sandbox } from "@42sync/sandbox";
import { commandLine, withoutTime } from "../../support/command-line.js";
import { local42, pathsAsked } from "../../support/local-42.js";

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
        "error: cursus_users refers to users, which is not filled yet\n  hint: add users to " +
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
});
