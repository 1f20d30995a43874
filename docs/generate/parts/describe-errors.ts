import { readdirSync, readFileSync } from "node:fs";
import { errorToExitCode } from "../../../packages/cli/src/errors/exit-code.js";
import { markdownTable } from "../markdown.js";

const errorsFolder = new URL("../../../packages/core/src/errors/", import.meta.url);

/**
 * Every stable code with its class, the command's exit code, its meaning and the next step, from the
 * docstrings.
 */
export function describeErrors(): string {
  const codes = [
    ...readFileSync(new URL("error42.ts", errorsFolder), "utf8").matchAll(
      /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n {2}\| "(E_[A-Z_]+)"/g,
    ),
  ].map(([, docstring = "", code = ""]) => ({ docstring: unwrap(docstring), code }));
  const sources = readdirSync(errorsFolder).map((file) => readFileSync(new URL(file, errorsFolder), "utf8"));
  const classes = [
    ...sources.join("\n").matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport class (\w+)/g),
  ].map(([, docstring = "", name = ""]) => ({ docstring, name }));
  return markdownTable(
    ["code", "class", "exit", "means", "next"],
    codes.map(({ docstring, code }) => {
      const [means = "", next] = docstring.split(" Next: ");
      if (next === undefined)
        throw new Error(
          `${code} has no docstring that ends with "Next: …". Next: write it in packages/core/src/errors/error42.ts`,
        );
      const thrower = classes.find((one) => new RegExp(`\\b${code}\\b`).test(one.docstring));
      if (thrower === undefined)
        throw new Error(
          `no class names ${code}. Next: name it in the class's docstring in ` +
            "packages/core/src/errors/errors.ts",
        );
      return [`\`${code}\``, `\`${thrower.name}\``, String(errorToExitCode(code)), means, next];
    }),
  );
}

/** The text of a docstring without its stars and line breaks. */
function unwrap(docstring: string): string {
  return docstring
    .replaceAll(/\n *\*/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}
