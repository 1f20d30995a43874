import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { createProgram } from "../src/program.js";
import type { CommandContext } from "../src/command-context.js";
import { captureOutputs, commandLine } from "./support/command-line.js";

const here = fileURLToPath(new URL(".", import.meta.url));

const program = createProgram({ io: captureOutputs().io } as unknown as CommandContext);

/** Commands with their flags, as the program defines them. */
const commands = program.commands.map((command) => ({
  name: command.name(),
  flags: command.options.flatMap((option) => (option.long == null ? [] : [option.long])),
}));

/**
 * The commands that have a flag in the same words: it is one option, read by the same code, and a test with
 * one of them will do.
 */
function sharers(name: string, flag: string): readonly string[] {
  const wordsIn = (command: string): string | undefined =>
    program.commands.find((one) => one.name() === command)?.options.find(({ long }) => long === flag)
      ?.description;
  return commands.map((command) => command.name).filter((other) => wordsIn(other) === wordsIn(name));
}

describe("every flag", () => {
  test.each(commands)("of $name is in its help", async ({ name, flags }) => {
    const { out } = await commandLine([name, "--help"]);
    expect(flags.filter((flag) => !new RegExp(`^ +(-\\w, )?${flag}\\b`, "m").test(out))).toEqual([]);
  });

  test.each(commands)("of $name is in the docs, under the command", ({ name, flags }) => {
    const page = readFileSync(new URL("../../../docs/cli.md", import.meta.url), "utf8");
    const section = page.split(/^## /m).find((one) => one.startsWith(`42sync ${name}\n`)) ?? "";
    expect(section).not.toBe("");
    expect(flags.filter((flag) => !new RegExp(`^\\| \`(-\\w, )?${flag}\\b`, "m").test(section))).toEqual([]);
  });

  test.each(commands)(
    "of $name is given in a test, to it or to a command that shares the flag",
    ({ name, flags }) => {
      expect(
        flags.filter((flag) => !sharers(name, flag).some((command) => given.has(`${command} ${flag}`))),
      ).toEqual([]);
    },
  );
});

/**
 * `nightly --campus` for every test that has both words in code, in the test itself or in what it calls of
 * its own file. Words of comments and of what is expected do not count.
 */
const given: ReadonlySet<string> = new Set(
  readdirSync(here, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts") && !["flags.test.ts", "help.test.ts"].includes(file))
    .flatMap((file) => pairsOf(readFileSync(`${here}${file}`, "utf8"))),
);

function pairsOf(text: string): readonly string[] {
  const source = ts.createSourceFile("test.ts", text, ts.ScriptTarget.Latest, true);
  const lists = argumentLists(source);
  const names = commands.map(({ name }) => name);
  const used = names.filter((name) => lists.some((words) => words.includes(name)));
  return lists.flatMap((words) => {
    // A list that names no command is handed to a function that does: it belongs to those that the file runs.
    const own = used.filter((name) => words.includes(name));
    return (own.length > 0 ? own : used).flatMap((name) =>
      words.filter((word) => word.startsWith("--")).map((flag) => `${name} ${flag.split("=")[0] ?? flag}`),
    );
  });
}

/** The words of every array, and of every call that is no expectation, each by itself. */
function argumentLists(source: ts.SourceFile): readonly (readonly string[])[] {
  const found: string[][] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      /^expect\b/.test(node.expression.getText(source)) &&
      !ts.isAwaitExpression(node.arguments[0] ?? node)
    ) {
      const callee = node.expression;
      if (ts.isPropertyAccessExpression(callee)) visit(callee.expression);
      else node.arguments.forEach(visit);
      return;
    }
    if (ts.isArrayLiteralExpression(node)) found.push(node.elements.flatMap(wordsOf));
    if (ts.isCallExpression(node)) found.push(node.arguments.flatMap(wordsOf));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function wordsOf(node: ts.Expression): readonly string[] {
  return ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) ? node.text.split(" ") : [];
}
