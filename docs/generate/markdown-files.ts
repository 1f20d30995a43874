import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The repository's own folder. */
export const repositoryRoot = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Every Markdown page, by its path from the root: the repository's own, those in docs and examples, and each
 * package's README.
 */
export function markdownFiles(): readonly string[] {
  const inDocs = readdirSync(`${repositoryRoot}docs`, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".md"),
  );
  const packages = readdirSync(`${repositoryRoot}packages`);
  return [
    "README.md",
    "CONTRIBUTING.md",
    "examples/README.md",
    ...inDocs.sort().map((file) => `docs/${file}`),
    ...packages.sort().map((name) => `packages/${name}/README.md`),
  ];
}
