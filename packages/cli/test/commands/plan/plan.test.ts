import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Estimate } from "@42sync/core/internal";
import type { RunReport } from "@42sync/core/sync";
import { dataSchema } from "../../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import { commandLine, workingFolder } from "../../support/command-line.js";
import { local42, pathsAsked } from "../../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

/** Flags for a schema of the test's own. */
const ownSchema = (): readonly string[] => ["--database", database.url, "--schema", dataSchema()];

type PlanDocument = Estimate & {
  readonly spent: number;
  readonly seconds: number | null;
  readonly hitsRemainingAfterwards: number | null;
  readonly exitCode: number;
};

describe("plan", () => {
  test("of a second night is what that night takes, and --dry-run shows the same", async () => {
    const { fetch, env, sandbox } = local42();
    const flags = ownSchema();
    await commandLine(["nightly", ...flags], { env, fetch });
    const planned = JSON.parse(
      (await commandLine(["plan", "--json", ...flags], { env, fetch })).out,
    ) as PlanDocument;
    const dry = JSON.parse(
      (await commandLine(["nightly", "--dry-run", "--json", ...flags], { env, fetch })).out,
    ) as PlanDocument;
    const asked = pathsAsked(sandbox).length;
    const offline = JSON.parse(
      (await commandLine(["plan", "--offline", "--json", ...flags], { env, fetch })).out,
    ) as PlanDocument;
    expect(pathsAsked(sandbox)).toHaveLength(asked);
    const report = JSON.parse(
      (await commandLine(["nightly", "--json", ...flags], { env, fetch })).out,
    ) as RunReport;
    expect([planned.hits, dry.hits, offline.passes.length]).toEqual([
      report.hits,
      report.hits,
      report.passes.length,
    ]);
    expect(dry.passes).toEqual(planned.passes);
    const { rows } = await database.pool.query(
      `select count(*)::integer as runs from sync42.runs where data_schema = '${flags[3]!}'`,
    );
    expect(rows).toEqual([{ runs: 2 }]);
  });

  test("of a first night in a second schema of a database is that of a first night", async () => {
    const { fetch, env } = local42();
    await commandLine(["nightly", "--only", "cursus", ...ownSchema()], { env, fetch });
    const { code, out } = await commandLine(["plan", "--json", "--only", "cursus,campuses", ...ownSchema()], {
      env,
      fetch,
    });
    const { passes, exitCode } = JSON.parse(out) as PlanDocument;
    expect({ code, exitCode, tables: passes.map(({ table }) => table) }).toEqual({
      code: 0,
      exitCode: 0,
      tables: ["cursus", "campuses"],
    });
  });

  test("of a first night makes nothing, and says how long it takes", async () => {
    const { fetch, env } = local42({ application: { perSecond: 2, perHour: 1200 }, size: 30 });
    const cwd = workingFolder();
    const { code, out, err } = await commandLine(["plan", "--only", "cursus,campuses"], { env, fetch, cwd });
    expect({ code, err, made: existsSync(join(cwd, ".42sync")) }).toEqual({ code: 0, err: "", made: false });
    expect(out).toBe(`database: embedded PostgreSQL in .42sync/db, schema public

table     pass  rows  hits  why
────────  ────  ────  ────  ──────────────
cursus    full    16     1  not filled yet
campuses  full    54     1  not filled yet

nightly of cursus=21 campus=all: 2 hits, 70 rows, 1 s
this estimate took 2 hits; 1,198 of 1,200 remain this hour, 1,196 in the hour in which the run ends
`);
  });

  test("of a scope that is not here names the one that is", async () => {
    const { fetch, env } = local42();
    const flags = ownSchema();
    await commandLine(["nightly", "--campus", "1", "--only", "cursus,campuses", ...flags], { env, fetch });
    const last = async (...more: readonly string[]) =>
      (await commandLine(["plan", "--only", "cursus", ...more, ...flags], { env, fetch })).out
        .split("\n")
        .at(-2);
    expect(await last()).toBe(
      "nothing of cursus=21 campus=all is complete yet; to plan cursus=21 campus=1, which is: 42sync plan --campus 1",
    );
    expect(await last("--campus", "1")).toMatch(/^finding this out took /);
  });

  test("of what no earlier run tells names it", async () => {
    const { code, out } = await commandLine(["plan", "--offline", "--only", "cursus"], { env: {} });
    expect({ code, out: out.split("\n").slice(-4) }).toEqual({
      code: 0,
      out: [
        "nightly of cursus=21 campus=all: about 0 hits, 0 rows",
        "not included, because there is no earlier run to estimate from: cursus",
        "~ is estimated from the rows of sampled owners, or from an earlier run",
        "",
      ],
    });
  });

  test("of a window of one's own counts that window", async () => {
    const { fetch, env } = local42();
    const flags = ownSchema();
    await commandLine(["nightly", ...flags], { env, fetch });
    const window = ["incremental", "--since", "48h", "--only", "users"];
    const planned = JSON.parse(
      (await commandLine([...window, "--dry-run", "--json", ...flags], { env, fetch })).out,
    ) as PlanDocument;
    const asked = JSON.parse(
      (
        await commandLine(["plan", "incremental", "--since", "48h", "--only", "users", "--json", ...flags], {
          env,
          fetch,
        })
      ).out,
    ) as PlanDocument;
    const report = JSON.parse(
      (await commandLine([...window, "--json", ...flags], { env, fetch })).out,
    ) as RunReport;
    expect([planned.hits, asked.hits]).toEqual([report.hits, report.hits]);
  });
});
