import { markdownTable } from "../markdown.js";
import { readEntryPoints, type EntryPoint, type PublicExport } from "../public-exports.js";

/** Every public name by its entry point, with what it is. Row types have a page of their own. */
export function listExports(): string {
  return readEntryPoints()
    .filter(({ name }) => name !== "@42sync/core/internal")
    .map((entry) => `## \`${entry.name}\`\n\n${describe(entry)}`)
    .join("\n\n");
}

function describe({ name, exports }: EntryPoint): string {
  if (name === "@42sync/pg-store/types")
    return "A type for the rows of each table and view: see [Types](types.md).";
  return markdownTable(["name", "kind", "what it is"], exports.map(toCells));
}

function toCells({ name, kind, summary }: PublicExport): readonly string[] {
  return [`\`${name}\``, kind, summary];
}
