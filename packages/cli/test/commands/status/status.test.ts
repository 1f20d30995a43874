import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataSchema } from "../../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import { commandLine, workingFolder } from "../../support/command-line.js";
import { local42 } from "../../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

/** Flags for a schema of the test's own. */
const ownSchema = (): readonly string[] => ["--database", database.url, "--schema", dataSchema()];

describe("status", () => {
  test("of nothing says what to do next, and is stale when asked", async () => {
    const cwd = workingFolder();
    const nothing =
      "database: embedded PostgreSQL in .42sync/db, schema public\nnothing is mirrored yet\n  " +
      "next: 42sync nightly --campus 12, or without a key: 42sync demo\n";
    expect(await commandLine(["status"], { cwd })).toEqual({ code: 0, out: nothing, err: "" });
    expect(await commandLine(["status", "--max-lag", "26h"], { cwd })).toEqual({
      code: 7,
      out: nothing,
      err: "",
    });
    expect(existsSync(join(cwd, ".42sync"))).toBe(false);
  });

  test("of nothing in a folder that init has set up needs no flag", async () => {
    const cwd = workingFolder();
    writeFileSync(join(cwd, "42sync.config.json"), '{ "campus": [1] }\n');
    expect((await commandLine(["status"], { cwd })).out).toBe(
      "database: embedded PostgreSQL in .42sync/db, schema public\nnothing is mirrored yet\n  next: 42sync nightly\n",
    );
  });

  test("of a database without our tables is the same", async () => {
    const flags = ownSchema();
    const { code, out } = await commandLine(["status", ...flags]);
    expect({ code, out: out.split("\n")[1] }).toEqual({ code: 0, out: "nothing is mirrored yet" });
  });

  test("says of a watermark that is ahead", async () => {
    const { fetch, env } = local42({ now: new Date(Date.now() + 3 * 3_600_000 + 60_000) });
    const flags = ownSchema();
    await commandLine(["nightly", "--only", "cursus", ...flags], { env, fetch });
    const { out } = await commandLine(["status", ...flags]);
    expect(out).toMatch(
      /^cursus: its watermark is 3 h( \d min)? ahead of the database's clock; a clock was wrong, and the next run re-reads what it can't trust$/m,
    );
  });

  test("shows tables and runs, and is an alarm with --max-lag", async () => {
    const { fetch, env } = local42({ now: new Date(Date.now() - 3 * 3_600_000) });
    const flags = ownSchema();
    await commandLine(["nightly", ...flags], { env, fetch });
    const { code, out } = await commandLine(["status", ...flags]);
    expect(code).toBe(0);
    expect(out).toMatch(/^users +\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ +3 h( \d min)? +full, complete$/m);
    expect(out).toMatch(/^ *\d+ +nightly +cursus=21 campus=all .* complete /m);
    expect(out).toMatch(/^\d{4}-\d\d-\d\d +1 +0 +[\d,]+ +[\d,]+ +\d+ +[\d.]+ [kM]B$/m);
    expect(out).toMatch(
      /^[\d,]+ of 1,000,000 hits remain this hour, for https:\/\/api\.intra\.42\.fr u-s4t2ud-\S+…$/m,
    );
    expect(out).not.toContain("next: ");
    const metrics = await commandLine(["status", "--format", "prometheus", "--max-lag", "2h", ...flags]);
    expect({
      code: metrics.code,
      err: metrics.err,
      sample: /^sync42_last_run_complete\{.*\} \d$/m.exec(metrics.out)?.[0],
    }).toEqual({
      code: 7,
      err: "",
      sample: `sync42_last_run_complete{schema="${flags[3]!}",name="nightly",scope="cursus=21 campus=all"} 1`,
    });
    expect(JSON.parse((await commandLine(["status", "--format", "json", ...flags])).out)).toMatchObject({
      days: [{ runs: 1 }],
      usage: expect.arrayContaining([expect.objectContaining({ perHour: 1_000_000 })]) as unknown,
    });
    const fresh = await commandLine(["status", "--max-lag", "26h", ...flags]);
    expect({ code: fresh.code, said: fresh.out.includes("fresh: nothing is older than 1 d 2 h\n") }).toEqual({
      code: 0,
      said: true,
    });
    const stale = await commandLine(["status", "--max-lag", "2h", "--json", ...flags]);
    const document = JSON.parse(stale.out) as {
      stale: readonly { table: string }[];
      runs: readonly { name: string }[];
      exitCode: number;
    };
    expect({
      code: stale.code,
      exitCode: document.exitCode,
      stale: document.stale.length,
      runs: document.runs.map(({ name }) => name),
    }).toEqual({ code: 7, exitCode: 7, stale: 12, runs: ["nightly"] });
  });
});
