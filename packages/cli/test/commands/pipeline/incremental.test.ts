import type { RunReport } from "@42sync/core/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataSchema } from "../../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import { commandLine, withoutTime } from "../../support/command-line.js";
import { local42, pathsAsked } from "../../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

/** Flags for a schema of the test's own. */
const ownSchema = (): readonly string[] => ["--database", database.url, "--schema", dataSchema()];

describe("incremental", () => {
  test("brings in what changed, in few hits", async () => {
    const { sandbox, fetch, env } = local42({ size: 60, now: "2026-11-23T08:00:00Z" });
    const flags = ownSchema();
    await commandLine(["nightly", ...flags], { env, fetch });
    sandbox.advance("8h");
    sandbox.clearRequests();
    const { code, out } = await commandLine(["incremental", "--json", ...flags], { env, fetch });
    const report = JSON.parse(out) as RunReport;
    expect({ code, outcome: report.outcome, asked: pathsAsked(sandbox).length }).toEqual({
      code: 0,
      outcome: "complete",
      asked: report.hits,
    });
    expect(report.rows.updated).toBeGreaterThan(0);
    expect(report.hits).toBeLessThan(20);
    const { rows } = await database.pool.query<{ id: number; location: string | null }>(
      `select id::integer, location from "${flags[3]!}".users order by id`,
    );
    const shown = new Map(sandbox.rows("users").map((user) => [user["id"], user["location"]]));
    expect(rows.map(({ id, location }) => [id, location])).toEqual(rows.map(({ id }) => [id, shown.get(id)]));
  });

  test("--since is a window of one's own, ago by the server's clock, and moves no watermark", async () => {
    const { sandbox, fetch, env } = local42({ now: "2026-11-23T08:00:00Z" });
    const flags = ownSchema();
    await commandLine(["nightly", ...flags], { env, fetch });
    const watermarks = async (): Promise<unknown> =>
      (
        await database.pool.query(
          "select table_name, watermark from sync42.watermarks where data_schema = $1 order by 1",
          [flags[3]],
        )
      ).rows;
    const before = await watermarks();
    sandbox.advance("8h");
    sandbox.clearRequests();
    const { code } = await commandLine(
      ["incremental", "--since", "24h", "--until", "2026-11-23T12:00:00Z", "--only", "users", ...flags],
      { env, fetch },
    );
    expect({ code, after: await watermarks() }).toEqual({ code: 0, after: before });
    const windows = sandbox.requests.flatMap(({ query }) => query["range[updated_at]"] ?? []);
    expect(new Set(windows.map((window) => window.replaceAll(/:\d\d\.\d{3}Z/g, "")))).toEqual(
      new Set(["2026-11-22T16:00,2026-11-23T12:00"]),
    );
  });

  test("a window that ends before it begins ends with 2", async () => {
    const { fetch, env } = local42();
    const flags = ownSchema();
    const { code, err } = await commandLine(["incremental", "--since", "1h", "--until", "2h", ...flags], {
      env,
      fetch,
    });
    expect({ code, last: withoutTime(err).split("\n").slice(-3).join("\n") }).toEqual({
      code: 2,
      last:
        "error: the window ends before it begins\n  hint: --since must be earlier than --until; " +
        "48h means 48 hours ago\n",
    });
  });
});
