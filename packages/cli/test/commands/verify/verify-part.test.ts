import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { VerifyReport } from "@42sync/core/sync";
import { createPgStore } from "@42sync/pg-store";
import { dataSchema } from "../../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import { commandLine, workingFolder, type Ended } from "../../support/command-line.js";
import { jumpingClock, local42, type Local42 } from "../../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

interface Mirrored extends Local42 {
  readonly schema: string;
  run(...argv: readonly string[]): Promise<Ended>;
  verify(
    ...flags: readonly string[]
  ): Promise<VerifyReport & { readonly exitCode: number; readonly code: number }>;
}

/** A local 42, and a copy of it in a schema of its own. */
async function mirrored(size = 60): Promise<Mirrored> {
  const local = local42({ size });
  const schema = dataSchema();
  const run = ([command = "", ...rest]: readonly string[]): Promise<Ended> =>
    commandLine([command, "--database", database.url, "--schema", schema, ...rest], {
      ...local,
      clock: jumpingClock(Date.now()),
    });
  await run(["nightly", "--json"]);
  return {
    ...local,
    schema,
    run: (...argv) => run(argv),
    verify: async (...flags) => {
      const { code, out } = await run(["verify", "--json", ...flags]);
      return { ...(JSON.parse(out) as VerifyReport & { exitCode: number }), code };
    },
  };
}

const of = ({ tables }: VerifyReport, name: string) => tables.find(({ table }) => table === name)!;

describe("verify of a part", () => {
  test("reports once that the hour is spent, and when to run it again", async () => {
    const only = ["--only", "cursus,campuses,users,projects,achievements,coalitions"];
    const nightly = async ({ env, fetch }: Local42): Promise<readonly string[]> => {
      const flags = ["--database", database.url, "--schema", dataSchema(), ...only];
      const { out } = await commandLine(["nightly", "--json", ...flags], { env, fetch });
      return [String((JSON.parse(out) as { readonly hits: number }).hits), ...flags];
    };
    const [hits] = await nightly(local42({ size: 60 }));
    const short = local42({ size: 60, application: { perHour: Number(hits) + 2 } });
    const [, ...flags] = await nightly(short);
    const { code, out, err } = await commandLine(["verify", ...flags], short);
    const perHour = String(Number(hits) + 2);
    const limit = `hourly limit reached (${perHour} of ${perHour} hits)`;
    const lines = out.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/g, "T").split("\n");
    expect({
      code,
      errors: err.includes("error"),
      reasons: lines.slice(3, 9).map((line) => line.trim().split(/ {2,}/).at(-1)),
      below: lines.slice(9, 12),
    }).toEqual({
      code: 6,
      errors: false,
      reasons: ["100 %", "100 %", ...Array<string>(4).fill(limit)],
      below: ["", limit, "  hint: run it again after T"],
    });
  });

  test("stays within its budget, names what it did not reach, and starts there the next time", async () => {
    const { run, verify } = await mirrored(250);
    const report = await verify("--budget", "12");
    expect(report.hits).toBeLessThanOrEqual(12);
    expect(report.code).toBe(0);
    expect(report.tables.some(({ reason }) => reason !== null)).toBe(true);
    const { out } = await run("verify", "--budget", "12");
    expect(out).toContain("no difference in what was compared: ");
  });

  test("of a scope that is not here is no success, and names the one that is", async () => {
    const { env, fetch } = local42();
    const schema = dataSchema();
    const run = (...argv: readonly string[]): Promise<Ended> =>
      commandLine([...argv, "--database", database.url, "--schema", schema], {
        env,
        fetch,
        cwd: workingFolder(),
      });
    await run("nightly", "--campus", "1", "--only", "cursus,campuses");
    const { code, out, err } = await run("verify");
    expect({ code, out, err: err.split("\n").slice(-3) }).toEqual({
      code: 2,
      out: "",
      err: [
        "error: nothing of cursus=21 campus=all is complete yet, so there is nothing to compare with 42",
        "  hint: cursus=21 campus=1 is complete: 42sync verify --campus 1; or 42sync nightly " +
          "mirrors cursus=21 campus=all too",
        "",
      ],
    });
    expect((await run("verify", "--campus", "1", "--only", "cursus")).code).toBe(0);
    const none = await run("verify", "--campus", "1", "--only", "users");
    expect({ code: none.code, said: /^nothing was compared: .*$/m.exec(none.out)?.[0] }).toEqual({
      code: 6,
      said: "nothing was compared: 0 hits, cursus=21 campus=1",
    });
  });

  test("a budget for half of it: the next one goes on, and status says since when each part is compared", async () => {
    const { sandbox, run, verify } = await mirrored();
    const only = ["--only", "users,campus_users,cursus_users"];
    const rest = ({ tables }: VerifyReport): readonly unknown[] =>
      tables.map(({ table, remaining }) => [table, remaining === null ? null : remaining.never]);
    expect(rest(await verify(...only, "--budget", "1"))).toEqual([
      ["users", null],
      ["cursus_users", 54],
      ["campus_users", 54],
    ]);
    sandbox.advance("1d");
    const { out } = await run("verify", ...only, "--budget", "1");
    const inMinutes = (text: string, lines: RegExp): readonly string[] =>
      text.replaceAll(/:\d\dZ/g, "").match(lines) ?? [];
    expect(inMinutes(out, /^\w+: left for another time: .*$/gm)).toEqual([
      "users: left for another time: the oldest of it was compared 2026-11-23 08:00",
      "campus_users: left for another time: 54 owners were never compared",
    ]);
    await verify("--only", "campus_users", "--budget", "1");
    const { out: status } = await run("status");
    expect(inMinutes(status, /^compared with 42.*$/gm)).toEqual([
      "compared with 42: the oldest part 2026-11-23 08:00 (users)",
    ]);
  });

  test("42 that goes away leaves what was compared before, and ends as any run does then", async () => {
    const local = await mirrored();
    local.sandbox.fault({
      kind: "reset",
      times: Infinity,
      when: ({ path }) => path.endsWith("/campus_users"),
    });
    const { code, out, err } = await local.run("verify", "--only", "users,campus_users");
    expect({
      code,
      err: err
        .split("\n")
        .filter((line) => line.startsWith("error"))
        .map((line) => line.replace(/ after \d+ attempts/, "")),
    }).toEqual({ code: 4, err: ["error: GET /v2/campus_users from id 0: no connection (ECONNRESET)"] });
    expect(out).toMatch(/^users +list +54 +54 .*$/m);
    expect(out).toContain("no difference in what was compared: ");
  });

  test("a count that differs by unknown rows is neither equal nor different", async () => {
    const { schema, run, verify } = await mirrored();
    await database.pool.query(
      `delete from "${schema}".coalitions_users; delete from "${schema}".coalitions where id in ` +
        `(select id from "${schema}".coalitions order by id desc limit 2)`,
    );
    const report = await verify("--only", "coalitions", "--budget", "1");
    expect({
      code: report.code,
      unlocated: of(report, "coalitions").unlocated,
      different: report.different,
    }).toEqual({ code: 6, unlocated: 2, different: false });
    const { out } = await run("verify", "--only", "coalitions", "--budget", "1");
    expect(out).toContain(
      "coalitions: 42's count differs by 2 rows that were not found; a larger --budget finds " +
        "them\ncounts differ, and the rows were not found: 1 hit, cursus=21 campus=all\n",
    );
  });

  test("names a nightly that ran meanwhile, and what that means for the differences", async () => {
    const { schema, run } = await mirrored();
    await database.pool.query(`delete from "${schema}".campus_users`);
    const held = await createPgStore({ pool: database.pool, schema }).lock.acquire({ run: "nightly" });
    const { code, out } = await run("verify", "--only", "campus_users");
    await held.release();
    expect({ code, lines: out.match(/^meanwhile .*\n.*$/m)?.[0].replace(/since .*Z/, "since …") }).toEqual({
      code: 7,
      lines:
        "meanwhile nightly was running since …\n  hint: that run may still bring what differs; " +
        "run 42sync verify again after it",
    });
    expect((await run("verify", "--only", "campus_users")).out).not.toContain("meanwhile");
  });

  test("of the one campus that a config file names, where all of them are here, leads to both", async () => {
    const { env, fetch } = local42();
    const cwd = workingFolder();
    const schema = dataSchema();
    const run = (...argv: readonly string[]): Promise<Ended> =>
      commandLine([...argv, "--database", database.url, "--schema", schema], { env, fetch, cwd });
    await run("nightly", "--only", "cursus,campuses");
    writeFileSync(join(cwd, "42sync.config.json"), '{ "campus": [1] }');
    const { code, err } = await run("verify", "--only", "cursus");
    expect({ code, hint: err.split("\n").at(-2) }).toEqual({
      code: 2,
      hint:
        "  hint: cursus=21 campus=all is complete: 42sync verify --campus all; or 42sync nightly " +
        "--campus 1 mirrors cursus=21 campus=1 too",
    });
    const all = await run("verify", "--only", "cursus", "--campus", "all");
    expect({ code: all.code, scope: /hits?, (.*)$/m.exec(all.out)?.[1] }).toEqual({
      code: 0,
      scope: "cursus=21 campus=all",
    });
    await run("nightly", "--only", "cursus,campuses", "--campus", "1");
    expect((await run("verify", "--only", "cursus")).code).toBe(0);
  });

  test("where nothing is mirrored there is nothing to compare", async () => {
    const { env, fetch } = local42();
    const { code, err } = await commandLine(["verify", "--database", database.url, "--schema", "empty"], {
      env,
      fetch,
      cwd: workingFolder(),
    });
    expect({
      code,
      said: err.includes("nothing is mirrored yet, so there is nothing to compare with 42"),
    }).toEqual({ code: 2, said: true });
  });
});
