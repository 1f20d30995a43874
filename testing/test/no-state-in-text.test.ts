import { Linter } from "eslint";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { repositoryRoot, sourceFiles } from "../source-files.js";

const config = new URL("../../eslint.config.js", import.meta.url).href;
const { noStateInText } = (await import(config)) as { noStateInText: readonly object[] }; // it has no types

const linter = new Linter();
const complaints = (code: string): number =>
  linter.verify(code, { rules: { "no-restricted-syntax": ["error", ...noStateInText] } }).length;

describe("the lint rule against state in texts", () => {
  test.each([
    'if (error.message.includes("spent")) stop();',
    'if (run.reason.startsWith("killed")) stop();',
    "if (/ENOTFOUND/.test(fault.reason)) stop();",
    'if (error.message === "no such table") stop();',
    'if (message.includes("no such table")) stop();',
    "if (/no such table/.exec(message)) stop();",
    'if ("no such table" !== error.hint) stop();',
    'switch (error.message) { case "no such table": stop(); }',
    "const sql = `select 1 from runs where reason like 'killed%'`;",
    "const sql = \"select 1 from quarantine where detail ~ '^[a-z]'\";",
  ])("refuses %s", (code) => {
    expect(complaints(code)).toBe(1);
  });

  test.each([
    'if (error.code === "E_BUDGET") stop();',
    'if (row.reason === "missing_parent") stop();',
    'if (error.message === "") stop();',
    "print(`${error.message}: ${error.hint}`);",
    "const sql = `select reason, detail from quarantine`;",
  ])("lets %s pass", (code) => {
    expect(complaints(code)).toBe(0);
  });
});

/** Foreign texts that are all there is: of a driver, a server, a pooler; and what older versions have stored. */
const exemptions: Readonly<Record<string, number>> = {
  "packages/cli/src/commands/doctor/sessions-check.ts": 1,
  "packages/cli/src/commands/query/query-error.ts": 1,
  "packages/pg-store/src/database/translate-error.ts": 1,
  "packages/pg-store/src/migrate/upgrades.ts": 1,
};

test("no other file is exempt from that rule", () => {
  const exempt = sourceFiles(/^packages\/[a-z-]+\/src\/.*\.ts$/).flatMap((file) => {
    const text = readFileSync(`${repositoryRoot}${file}`, "utf8");
    const count = text.match(/eslint-disable(?:-next-line|-line)?\s[^\n]*no-restricted-syntax/g)?.length ?? 0;
    return count > (exemptions[file] ?? 0) ? [`${file}: ${String(count)}`] : [];
  });
  expect(exempt).toEqual([]);
});
