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

describe("verify", () => {
  test("of a fresh copy says that it is whole, and what that does not prove", async () => {
    const { run, verify } = await mirrored();
    const first = await verify();
    expect({
      code: first.code,
      exitCode: first.exitCode,
      different: first.different,
      errors: first.tables.filter(({ error }) => error !== null),
    }).toEqual({ code: 0, exitCode: 0, different: false, errors: [] });
    const { code, out } = await run("verify", "--only", "cursus,users,coalitions");
    expect({ code, out }).toEqual({
      code: 0,
      out: `
table       compared    here  at 42  missing  gone  changed  pending  hits   sure  why not whole
──────────  ──────────  ────  ─────  ───────  ────  ───────  ───────  ────  ─────  ─────────────
cursus      list          16     16                                      1  100 %
coalitions  read again   214    214                                      4  100 %
users       list          54     54                                      1  100 %

the copy has every row that 42 has, and no other: 6 hits, cursus=21 campus=all
this does not prove:
  the values in the rows: --sample 500 compares some, and nightly re-reads what changes without notice
`,
    });
  });

  test("names what differs and ends with 7; a repair leaves a copy that is equal", async () => {
    const { sandbox, schema, run, verify } = await mirrored();
    const { rows } = await database.pool.query<{ id: number }>(
      `select id::integer from "${schema}".users order by id`,
    );
    const [gone, changed] = [rows[3]!.id, rows[7]!.id];
    const lost = (
      await database.pool.query<{ id: number }>(
        `delete from "${schema}".projects_users where id in (select id from ` +
          `"${schema}".projects_users order by id limit 2) returning id::integer`,
      )
    ).rows
      .map(({ id }) => id)
      .sort((a, b) => a - b);
    sandbox.remove("users", gone);
    sandbox.update("users", changed, { "alumni?": true }, { touch: false });
    const report = await verify("--only", "users,projects_users");
    expect({
      code: report.code,
      users: of(report, "users").remains,
      projects: of(report, "projects_users").remains,
    }).toEqual({
      code: 7,
      users: { missing: [], gone: [gone], changed: [changed] },
      projects: { missing: lost, gone: [], changed: [] },
    });
    const repaired = await run("verify", "--repair", "--only", "users,projects_users");
    expect(repaired.code).toBe(0);
    expect(repaired.out).toContain(
      `users: no longer at 42: ${String(gone)}\nusers: changed without notice: ` +
        `${String(changed)}\nusers: repaired, 1 row stored, 1 row marked as gone\n`,
    );
    expect((await verify("--only", "users,projects_users")).code).toBe(0);
    const marked = await database.pool.query(
      `select id::integer, alumni, deleted_at is not null as gone from "${schema}".users where ` +
        `id in (${String(gone)}, ${String(changed)}) order by id`,
    );
    expect(marked.rows).toEqual(
      [
        { id: gone, alumni: false, gone: true },
        { id: changed, alumni: true, gone: false },
      ].sort((a, b) => a.id - b.id),
    );
  });

  test("who was forgotten is no difference", async () => {
    const { schema, run, verify } = await mirrored();
    const { rows } = await database.pool.query<{ id: number }>(
      `select id::integer from "${schema}".users order by id limit 1`,
    );
    await run("forget", "--yes", String(rows[0]!.id));
    const report = await verify("--only", "users");
    expect({
      code: report.code,
      knownNotStored: of(report, "users").knownNotStored,
      remains: of(report, "users").remains,
    }).toEqual({ code: 0, knownNotStored: 1, remains: { missing: [], gone: [], changed: [] } });
  });

  test("too many gone at once are not marked, and it ends with 6", async () => {
    const { sandbox, schema, verify } = await mirrored(80);
    const { rows } = await database.pool.query<{ id: number }>(
      `select id::integer from "${schema}".users order by id limit 55`,
    );
    for (const { id } of rows) sandbox.remove("users", id);
    expect(await verify("--only", "users", "--repair")).toMatchObject({ code: 6, overDeletionLimit: 55 });
    expect(await verify("--only", "users", "--repair", "--allow-mass-deletion")).toMatchObject({
      code: 0,
      overDeletionLimit: 0,
    });
  });

  test("values that changed without notice are found in a sample, column by column", async () => {
    const { sandbox, schema, run, verify } = await mirrored();
    const { rows } = await database.pool.query<{ id: number }>(
      `select id::integer from "${schema}".coalitions_users order by id limit 1`,
    );
    sandbox.update("coalitions_users", rows[0]!.id, { score: 123_456 }, { touch: false });
    const report = await verify("--only", "coalitions_users,coalitions", "--sample", "1000");
    expect({
      code: report.code,
      differing: of(report, "coalitions_users").differing,
      coalitions: of(report, "coalitions").differing,
    }).toEqual({ code: 7, differing: [{ id: rows[0]!.id, columns: ["score"] }], coalitions: [] });
    const { out } = await run("verify", "--only", "coalitions_users", "--sample", "1000", "--repair");
    expect(out).toContain(`coalitions_users ${String(rows[0]!.id)}: differs in score\n`);
    expect((await verify("--only", "coalitions_users", "--sample", "1000")).code).toBe(0);
  });

  test("with the hour spent on the way says so once, and when to go on", async () => {
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
    const told = out.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/g, "T").split("\n");
    expect({
      code,
      errors: err.includes("error"),
      reasons: told.slice(3, 9).map((line) => line.trim().split(/ {2,}/).at(-1)),
      below: told.slice(9, 12),
    }).toEqual({
      code: 6,
      errors: false,
      reasons: ["100 %", "100 %", ...Array<string>(4).fill("hourly limit reached (12 of 12 hits)")],
      below: [
        "",
        `the hour's ${String(Number(hits) + 2)} requests are spent; the next ones are available at T`,
        "  hint: run it again after T",
      ],
    });
  });

  test("never spends more than its budget, says what it did not come to, and goes on with it the next time", async () => {
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

  test("numbers that differ by nobody knows which rows are neither equal nor different", async () => {
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
      "coalitions: 42's number differs by 2 rows that were not found; a larger --budget finds them\nnumbers differ, and which rows it is was not found out: 1 hit, cursus=21 campus=all\n",
    );
  });

  test("a nightly beside it is told, with what it means for what differs", async () => {
    const { schema, run } = await mirrored();
    await database.pool.query(`delete from "${schema}".campus_users`);
    const held = await createPgStore({ pool: database.pool, schema }).lock.acquire({ run: "nightly" });
    const { code, out } = await run("verify", "--only", "campus_users");
    await held.release();
    expect({ code, said: out.match(/^beside it .*\n.*$/m)?.[0].replace(/since .*Z/, "since …") }).toEqual({
      code: 7,
      said:
        "beside it nightly worked on the copy since …\n  hint: what differs may be on its way; " +
        "42sync verify again when it has ended",
    });
    expect((await run("verify", "--only", "campus_users")).out).not.toContain("beside it");
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
