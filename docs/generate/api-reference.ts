import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { apiFolder, repositoryRoot } from "./markdown-files.js";

/**
 * The API reference as TypeDoc makes it from the docstrings, by path from the root. A broken `{@link}` ends
 * it.
 */
export function apiReference(): readonly (readonly [path: string, text: string])[] {
  const folder = mkdtempSync(join(tmpdir(), "42sync-api-"));
  try {
    execFileSync(
      process.execPath,
      [
        join(repositoryRoot, "node_modules/typedoc/bin/typedoc"),
        "--options",
        "docs/generate/typedoc.json",
        "--out",
        folder,
        "--logLevel",
        "Warn",
      ],
      { cwd: repositoryRoot, stdio: "inherit" },
    );
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".md"))
      .sort();
    return files.map((file) => [`${apiFolder}/${file}`, readFileSync(join(folder, file), "utf8")]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
