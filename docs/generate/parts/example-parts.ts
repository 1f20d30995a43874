import { readdirSync, readFileSync } from "node:fs";
import type { Part } from "../fill-parts.js";
import { repositoryRoot } from "../markdown-files.js";

/** The programs of `examples`, as parts of pages: `example-your-store`. */
export function exampleParts(): Readonly<Record<string, Part>> {
  const files = readdirSync(`${repositoryRoot}examples`).filter((file) => file.endsWith(".ts"));
  return Object.fromEntries(
    files.map((file) => [`example-${file.replace(/\.ts$/, "")}`, () => showExample(file)]),
  );
}

function showExample(file: string): string {
  const code = readFileSync(`${repositoryRoot}examples/${file}`, "utf8").trimEnd();
  return `[examples/${file}](../examples/${file}):\n\n\`\`\`ts\n${code}\n\`\`\``;
}
