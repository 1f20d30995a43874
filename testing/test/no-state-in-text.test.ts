import { Linter } from "eslint";
import { describe, expect, test } from "vitest";

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
    "const sql = `select 1 from runs where reason like 'killed%'`;",
    "const sql = \"select 1 from quarantine where detail ~ '^[a-z]'\";",
  ])("refuses %s", (code) => {
    expect(complaints(code)).toBe(1);
  });

  test.each([
    'if (error.code === "E_BUDGET") stop();',
    'if (row.reason === "missing_parent") stop();',
    "print(`${error.message}: ${error.hint}`);",
    "const sql = `select reason, detail from quarantine`;",
  ])("lets %s pass", (code) => {
    expect(complaints(code)).toBe(0);
  });
});
