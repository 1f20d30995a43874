import { createPgStore, type RunDetails, type RunSummary } from "@42sync/pg-store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataSchema } from "../../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import { commandLine } from "../../support/command-line.js";
import { local42 } from "../../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

describe("runs", () => {
  test("shows the last runs, and one of them pass by pass", async () => {
    const { fetch, env } = local42();
    const flags = ["--database", database.url, "--schema", dataSchema()];
    await commandLine(["nightly", "--only", "cursus,campuses", ...flags], { env, fetch });
    await commandLine(["nightly", "--only", "cursus,campuses", "--force", "--max-hits", "1", ...flags], {
      env,
      fetch,
    });
    const runs = JSON.parse((await commandLine(["runs", "--json", ...flags])).out) as readonly RunSummary[];
    expect(runs.map(({ name, outcome, hits }) => [name, outcome, hits])).toEqual([
      ["nightly", "partial", 1],
      ["nightly", "complete", 2],
    ]);
    const ids = runs.map(({ id }) => String(id));
    expect(
      (await commandLine(["runs", "--limit", "1", ...flags])).out
        .split("\n")
        .filter((line) => /nightly/.test(line)),
    ).toHaveLength(1);
    const document = JSON.parse((await commandLine(["runs", ids[1]!, "--json", ...flags])).out) as RunDetails;
    expect(
      document.passDetails.map(({ table, kind, outcome, hits }) => [table, kind, outcome, hits]),
    ).toEqual([
      ["cursus", "full", "complete", 1],
      ["campuses", "full", "complete", 1],
    ]);
    const { code, out } = await commandLine(["runs", ids[0]!, ...flags]);
    const times = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/g;
    expect({
      code,
      out: out
        .replace(`run ${ids[0]!}`, "run N")
        .replaceAll(times, "T")
        .replaceAll(/\d+(\.\d+)? (kB|B)/g, "N kB")
        .replaceAll(/process \d+ on \S+/g, "process N on here")
        .replaceAll(/took \d+ s/g, "took N s")
        .replaceAll(/─+/g, "─")
        .replaceAll(/ +/g, " "),
    }).toMatchSnapshot();
  });

  test("one that was killed stays so after the next: how long it took and what was cut off are unknown", async () => {
    const { fetch, env } = local42();
    const schema = dataSchema();
    const flags = ["--database", database.url, "--schema", schema];
    await commandLine(["nightly", "--only", "cursus", ...flags], { env, fetch });
    const store = createPgStore({ connectionString: database.url, schema });
    const runId = await store.ledger.beginRun({ name: "nightly", scope: "cursus=21 campus=all" });
    await store.ledger.beginPass({
      runId,
      table: "campuses",
      kind: "full",
      reason: "never complete",
      since: null,
      until: null,
      resumed: false,
      watermarkBefore: null,
    });
    await store.close();
    await commandLine(["incremental", "--only", "cursus", ...flags], { env, fetch });
    const shown = (out: string): string =>
      out.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/g, "T").replaceAll(/ {2,}/g, "  ");
    const { out } = await commandLine(["runs", String(runId), ...flags]);
    expect(
      shown(out)
        .split("\n")
        .filter((line) => !line.startsWith("─"))
        .join("\n"),
    )
      .toBe(`run ${String(runId)}: nightly of cursus=21 campus=all, not ended; began T, was killed; 0 hits, 0 B in the passes that ended

table  pass  new  changed  unchanged  gone  quarantined  skipped  hits  time  complete up to  why
campuses  full, was killed  0  0  0  0  0  0  never complete

its process ended before the run did; what it stored stays, and the next nightly resumes where it stopped
`);
    const line = (text: string, start: RegExp): string | undefined =>
      shown(text)
        .split("\n")
        .find((one) => start.test(one));
    expect(
      line((await commandLine(["runs", ...flags])).out, new RegExp(`^ *${String(runId)} `))?.trim(),
    ).toBe(`${String(runId)}  nightly  cursus=21 campus=all  T  was killed  0  0`);
    expect(line((await commandLine(["status", ...flags])).out, /^campuses/)).toBe(
      "campuses  never complete  full, was killed",
    );
  });

  test("a run that there is not, and no run at all, say so", async () => {
    const flags = ["--database", database.url, "--schema", dataSchema()];
    const unknown = await commandLine(["runs", "4711", ...flags]);
    expect([await commandLine(["runs"]), unknown.code, unknown.err]).toEqual([
      { code: 0, out: "there has been no run yet\n  next: 42sync nightly\n", err: "" },
      2,
      `error: no run 4711 in the schema ${flags[3]!}\n  hint: 42sync runs lists the last runs\n`,
    ]);
  });
});
