import { optionalTables as declaredTables } from "@42sync/core/tables";
import { describe, expect, test } from "vitest";
import { readVersion } from "../src/program.js";
import { optionalTableNames } from "../src/generated/optional-tables.js";
import { commandLine } from "./support/command-line.js";

const commands = [
  "init",
  "nightly",
  "incremental",
  "plan",
  "status",
  "runs",
  "doctor",
  "schedule",
  "query",
  "get",
  "migrate",
  "forget",
  "sandbox",
  "demo",
  "export",
  "import",
  "explain",
  "report",
  "verify",
  "quarantine",
];

/**
 * The list of optional tables grows with the declarations; with.test.ts checks that the help names them all.
 */
const optionalTables = new RegExp(optionalTableNames.join(",\\s+"), "g");

describe("help", () => {
  test.each(commands)("%s explains itself, with examples", async (command) => {
    const { code, out, err } = await commandLine([command, "--help"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.replaceAll(optionalTables, "<the optional tables>")).toMatchSnapshot();
  });

  test("the program explains itself", async () => {
    const { code, out, err } = await commandLine(["--help"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatchSnapshot();
  });

  test.each([[], ...commands.map((command) => [command])])(
    "fits into a terminal of 80 columns, except for commands to copy: %s",
    async (...command) => {
      const { out } = await commandLine([...command, "--help"], { columns: 80 });
      expect(out.split("\n").filter((line) => line.length > 80 && !line.startsWith("  $ "))).toEqual([]);
    },
  );

  test("names every optional table", async () => {
    const { out } = await commandLine(["nightly", "--help"]);
    expect(out.replaceAll(/\s+/g, "")).toContain(Object.keys(declaredTables).join(","));
  });

  test("without a word it shows the help, and does not look done", async () => {
    const help = await commandLine(["--help"]);
    expect(await commandLine([])).toEqual({ code: 2, out: help.out, err: "" });
  });

  test("the version is the package's", async () => {
    expect(await commandLine(["--version"])).toEqual({ code: 0, out: `${readVersion()}\n`, err: "" });
  });
});
