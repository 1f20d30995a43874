import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The repository's folder, with a slash at its end. */
export const repositoryRoot = fileURLToPath(new URL("..", import.meta.url));

/** Files that git knows or would take, by their paths from the root; what is generated lies under `generated/`. */
export function sourceFiles(pattern: RegExp): readonly string[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: repositoryRoot,
    encoding: "utf8",
  });
  return [...new Set(listed.split("\n"))].filter((file) => pattern.test(file)).sort();
}

/** Whether a file is written by a program: it lies under `generated/`. */
export const isGenerated = (file: string): boolean => file.includes("/generated/");

/** A file's lines, without the empty one behind its last newline. */
export function linesOf(file: string): readonly string[] {
  return readFileSync(`${repositoryRoot}${file}`, "utf8").trimEnd().split("\n");
}
