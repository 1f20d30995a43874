import { readFileSync } from "node:fs";
import { fillParts } from "./fill-parts.js";
import { kyselyToTypeScript } from "./kysely-to-typescript.js";
import { markdownFiles, repositoryRoot } from "./markdown-files.js";
import { parts } from "./parts/parts.js";
import { rowsToTypeScript } from "./rows-to-typescript.js";

/**
 * Every file that has something generated in it, by its path from the root, as it shall be. One after the
 * other: the list of exports is made from the row types, which must have been written before.
 */
export async function* generate(): AsyncGenerator<readonly [path: string, text: string]> {
  yield ["packages/pg-store/src/generated/types.ts", rowsToTypeScript()];
  yield ["packages/pg-store/src/generated/kysely.ts", kyselyToTypeScript()];
  for (const path of markdownFiles())
    yield [path, await fillParts(path, readFileSync(`${repositoryRoot}${path}`, "utf8"), parts)];
}
