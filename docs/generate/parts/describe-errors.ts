import { readFileSync } from "node:fs";
import { errorToExitCode } from "../../../packages/cli/src/errors/exit-code.js";
import { markdownTable } from "../markdown.js";

const errorsFolder = new URL("../../../packages/core/src/errors/", import.meta.url);

/**
 * Every stable code with its class, the command's exit code, what it means, and the next step: from the
 * docstrings.
 */
export function describeErrors(): string {
  const codes = [
    ...readFileSync(new URL("error42.ts", errorsFolder), "utf8").matchAll(
      /^ {2}(?:\/\*\* (.*) \*\/\n {2})?\| "(E_[A-Z_]+)"/gm,
    ),
  ];
  const classes = [
    ...readFileSync(new URL("errors.ts", errorsFolder), "utf8").matchAll(
      /\/\*\* ([^\n]*) \*\/\nexport class (\w+)/g,
    ),
  ];
  return markdownTable(
    ["code", "class", "exit", "means", "next"],
    codes.map(([, label = "", code = ""]) => {
      const [means = "", next] = label.split(" Next: ");
      if (next === undefined)
        throw new Error(
          `${code} has no docstring that ends with "Next: …". Next: write it in packages/core/src/errors/error42.ts`,
        );
      const thrower = classes.find(([, docstring = ""]) => new RegExp(`\\b${code}\\b`).test(docstring));
      if (thrower === undefined)
        throw new Error(
          `no class says that it has ${code}. Next: name it in the class's docstring in ` +
            "packages/core/src/errors/errors.ts",
        );
      return [`\`${code}\``, `\`${thrower[2] ?? ""}\``, String(errorToExitCode(code)), means, next];
    }),
  );
}
