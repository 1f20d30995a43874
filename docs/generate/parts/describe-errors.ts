import { readFileSync } from "node:fs";
import { errorToExitCode } from "../../../packages/cli/src/errors/exit-code.js";
import { markdownTable } from "../markdown.js";

const errorsFolder = new URL("../../../packages/core/src/errors/", import.meta.url);

/** A docstring and what follows it; the docstring itself holds no other one. */
const docstring = String.raw`\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n\s*`;

/**
 * Every stable code with its class, the command's exit code, its meaning and the next step, from the
 * docstrings.
 */
export function describeErrors(): string {
  const codes = documented("error42.ts", String.raw`\| "(E_[A-Z_]+)"`);
  const all = [...read("error42.ts").matchAll(/^ {2}\| "(E_[A-Z_]+)"/gm)].map(([, code = ""]) => code);
  const classes = documented("errors.ts", String.raw`export class (\w+)`);
  return markdownTable(
    ["code", "class", "exit", "means", "next"],
    all.map((code) => {
      const [means = "", next] = codes.get(code)?.split(" Next: ") ?? [];
      if (next === undefined)
        throw new Error(
          `${code} has no docstring that ends with "Next: …". Next: write it in packages/core/src/errors/error42.ts`,
        );
      const thrower = [...classes].find(([, text]) => new RegExp(String.raw`\b${code}\b`).test(text));
      if (thrower === undefined)
        throw new Error(
          `no class names ${code}. Next: name it in the class's docstring in ` +
            "packages/core/src/errors/errors.ts",
        );
      return [`\`${code}\``, `\`${thrower[0]}\``, String(errorToExitCode(code)), means, next];
    }),
  );
}

function read(file: string): string {
  return readFileSync(new URL(file, errorsFolder), "utf8");
}

/** The docstrings before what matches, each on one line, by the name in it. */
function documented(file: string, what: string): ReadonlyMap<string, string> {
  const found = [...read(file).matchAll(new RegExp(docstring + what, "g"))];
  return new Map(found.map(([, text = "", name = ""]) => [name, onOneLine(text)]));
}

function onOneLine(text: string): string {
  return text
    .replaceAll(/\n\s*\*/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}
