import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scratchDatabase, type ScratchDatabase } from "../../../testing/databases.js";
import { commandLine } from "./command-line.js";
import { local42 } from "./local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

const times = (text: string): string => text.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/g, "<time>");

describe("quarantine", () => {
  test("counts what waits by reason; asked for a table it lists the rows, what they wait for and since when", async () => {
    const { env, fetch } = local42({ size: 60 });
    const flags = ["--database", database.url, "--schema", "aside"];
    await commandLine(["nightly", ...flags], { env, fetch });
    const counted = await commandLine(["quarantine", ...flags]);
    expect({ code: counted.code, lines: counted.out.split("\n").slice(2) }).toEqual({
      code: 0,
      lines: [
        "table             reason          missing in  rows",
        "────────────────  ──────────────  ──────────  ────",
        "coalitions_users  missing parent  coalitions     2",
        "",
        "2 rows; the rows themselves: --table or --reason",
        "",
      ],
    });
    const { rows } = JSON.parse((await commandLine(["quarantine", "--json", ...flags])).out) as { rows: readonly { key: string; detail: string }[] };
    const listed = await commandLine(["quarantine", "--table", "coalitions_users", ...flags]);
    expect(rows.map(({ key, detail }) => ({ shown: new RegExp(`^coalitions_users +${key} +${detail} `, "m").test(listed.out) }))).toEqual([{ shown: true }, { shown: true }]);
    expect(times(listed.out)).toContain("<time>  <time>      1  <time>");
    expect((await commandLine(["quarantine", "--reason", "does not fit", ...flags])).out).toContain("nothing is in quarantine\n");
  });

  test("of what is not mirrored is empty", async () => {
    const { code, out } = await commandLine(["quarantine", "--database", database.url, "--schema", "none"]);
    expect({ code, out: out.split("\n").slice(1) }).toEqual({ code: 0, out: ["nothing is in quarantine", ""] });
  });
});
