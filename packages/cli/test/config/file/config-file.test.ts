import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commandLine, workingFolder, withoutTime } from "../../support/command-line.js";

describe("a command with a config file", () => {
  test("takes it from the working folder, and from where --config says", async () => {
    const cwd = workingFolder();
    writeFileSync(
      join(cwd, "42sync.config.mjs"),
      'import { defineConfig } from "42sync";\nexport default defineConfig({ schema: "intra" });',
    );
    writeFileSync(join(cwd, "other.json"), '{ "schema": "other" }');
    const lines = async (...argv: readonly string[]): Promise<string | undefined> =>
      (await commandLine(["status", ...argv], { cwd })).out.split("\n")[0];
    expect([await lines(), await lines("--config", "other.json"), await lines("--schema", "flag")]).toEqual([
      "database: embedded PostgreSQL in .42sync/db, schema intra",
      "database: embedded PostgreSQL in .42sync/db, schema other",
      "database: embedded PostgreSQL in .42sync/db, schema flag",
    ]);
  });

  test("takes JSON that starts with a byte order mark, as some editors on Windows write it", async () => {
    const cwd = workingFolder();
    writeFileSync(join(cwd, "can't read 42sync.config.json"), '\uFEFF{ "schema": "intra" }');
    expect((await commandLine(["status"], { cwd })).out.split("\n")[0]).toBe(
      "database: embedded PostgreSQL in .42sync/db, schema intra",
    );
    writeFileSync(join(cwd, "can't read 42sync.config.json"), '\uFEFF{ "schema": "intra", }');
    expect(withoutTime((await commandLine(["status"], { cwd })).err)).toBe(
      "error: can't read 42sync.config.json\n  hint: line 1, column 20: a comma too many\n",
    );
  });

  test("ends as wrong usage when the file is wrong, in JSON too", async () => {
    const cwd = workingFolder();
    writeFileSync(join(cwd, "can't read 42sync.config.json"), '{ "shcema": "intra" }');
    const { code, out, err } = await commandLine(["nightly", "--json"], { cwd });
    expect({ code, err: withoutTime(err), out: JSON.parse(out) as unknown }).toEqual({
      code: 2,
      err: "error: can't read 42sync.config.json: shcema: unknown key\n  hint: did you mean schema?\n",
      out: {
        error: {
          code: "E_CONFIG",
          message: "can't read 42sync.config.json: shcema: unknown key",
          hint: "did you mean schema?",
        },
        exitCode: 2,
      },
    });
  });
});
