import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fillParts } from "./fill-parts.js";
import { kyselyToTypeScript } from "./kysely-to-typescript.js";
import { parts } from "./parts.js";
import { rowsToTypeScript } from "./rows-to-typescript.js";

/** Every file that has something generated in it, by its path from the root, as it shall be. */
export async function generate(root: string): Promise<ReadonlyMap<string, string>> {
  const pages = await Promise.all(
    markdownFiles(root).map(async (path) => [path, await fillParts(path, readFileSync(join(root, path), "utf8"), parts)] as const),
  );
  return new Map([...pages, ["packages/pg-store/src/types.ts", rowsToTypeScript()], ["packages/pg-store/src/kysely.ts", kyselyToTypeScript()]]);
}

/** The documents of the repository: its own, those in docs, and each package's. */
export function markdownFiles(root: string): readonly string[] {
  const inDocs = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md"));
  const packages = readdirSync(join(root, "packages"));
  return ["README.md", "CONTRIBUTING.md", ...inDocs.sort().map((file) => `docs/${file}`), ...packages.sort().map((name) => `packages/${name}/README.md`)];
}
