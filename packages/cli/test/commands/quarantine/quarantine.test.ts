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

const times = (text: string): string => text.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/g, "<time>");

describe("quarantine", () => {
  test("counts what waits by reason; asked for a table it lists the rows, what they wait for and since when", async () => {
    const { env, fetch } = local42({ size: 60 });
    const flags = ["--database", database.url, "--schema", "quarantined"];
    await commandLine(["nightly", ...flags], { env, fetch });
    const counted = await commandLine(["quarantine", ...flags]);
    expect({ code: counted.code, lines: counted.out.split("\n").slice(2) }).toEqual({
      code: 0,
      lines: [
        "table             reason          missing in  rows",
        "────────────────  ──────────────  ──────────  ────",
        "coalitions_users  missing_parent  coalitions     2",
        "",
        "2 rows; --table or --reason shows the rows",
        "missing_parent: nothing to do; runs ask 42 for the parents and release the rows when they arrive",
        "",
      ],
    });
    const { rows } = JSON.parse((await commandLine(["quarantine", "--json", ...flags])).out) as {
      rows: readonly { key: string; detail: string }[];
    };
    const listed = await commandLine(["quarantine", "--table", "coalitions_users", ...flags]);
    expect(
      rows.map(({ key, detail }) => ({
        shown: new RegExp(`^coalitions_users +${key} +${detail} `, "m").test(listed.out),
      })),
    ).toEqual([{ shown: true }, { shown: true }]);
    expect(times(listed.out)).toContain("<time>  <time>      1  <time>");
    expect((await commandLine(["quarantine", "--reason", "invalid_item", ...flags])).out).toContain(
      "the quarantine is empty\n",
    );
  });

  test("of what is not mirrored is empty", async () => {
    const { code, out } = await commandLine(["quarantine", "--database", database.url, "--schema", "none"]);
    expect({ code, out: out.split("\n").slice(1) }).toEqual({
      code: 0,
      out: ["the quarantine is empty", ""],
    });
  });
});

describe("a run that quarantines rows", () => {
  const knownNotStored = (out: string): readonly string[] =>
    out
      .split("\n")
      .filter((line) => /quarantined|did not fit|Invalid input/.test(line) && !line.startsWith("table"))
      .map((line) => line.replace(/^\S+ \S+Z /, ""));

  test("for what they point at is complete, tells how many, and ends with 0; for items that do not fit it ends with 6", async () => {
    const { sandbox, env, fetch } = local42({ size: 60 });
    const schema = dataSchema();
    const run = async (...flags: readonly string[]): Promise<unknown> => {
      const { code, out } = await commandLine(
        ["nightly", "--database", database.url, "--schema", schema, ...flags],
        { env, fetch },
      );
      const { rows } = await database.pool.query(
        "select outcome, (select sum(quarantined)::integer from sync42.passes where run_id = " +
          "r.id) as quarantined from sync42.runs r where data_schema = $1 order by id desc limit 1",
        [schema],
      );
      return { code, ...rows[0], said: knownNotStored(out) };
    };
    expect(await run()).toEqual({
      code: 0,
      outcome: "complete",
      quarantined: 2,
      said: [
        "2 rows quarantined until the missing parents arrive; 42sync quarantine --reason missing_parent lists them",
      ],
    });
    const { rows } = await database.pool.query<{ id: number }>(
      `select id::integer from "${schema}".users order by id limit 1`,
    );
    sandbox.update("users", rows[0]!.id, { correction_point: "many" });
    expect(await run("--only", "users")).toEqual({
      code: 6,
      outcome: "complete",
      quarantined: 1,
      said: [
        "1 item did not fit its declaration and is quarantined; 42sync quarantine --reason invalid_item lists it",
        "  users.correction_point: Invalid input: expected number, received string (1 item, " +
          `first in ${String(rows[0]!.id)})`,
      ],
    });
    const counted = await commandLine(["quarantine", "--database", database.url, "--schema", schema]);
    expect(counted.out.split("\n").slice(-4)).toEqual([
      "3 rows; --table or --reason shows the rows",
      "missing_parent: nothing to do; runs ask 42 for the parents and release the rows when they arrive",
      "invalid_item: each run retries them, and a newer release may accept them",
      "",
    ]);
  });
});
