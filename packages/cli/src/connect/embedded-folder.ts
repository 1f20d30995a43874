import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { ConfigError } from "@42sync/core";

/** PGlite 0.5 is PostgreSQL 18; a folder of another major version cannot be opened by it. */
const embeddedVersion = "18";

/** Whether an embedded database has been made in a folder. */
export function hasEmbeddedDatabase(folder: string): boolean {
  return existsSync(join(folder, "PG_VERSION"));
}

/** Whoever uses an embedded database, or is making it, has this file. */
export function lockFileOf(folder: string): string {
  return `${folder}.lock`;
}

/**
 * Looks whether a folder is an embedded database or may become one.
 *
 * @throws ConfigError when it holds something else, which is left alone.
 */
export function checkEmbeddedFolder(folder: string): void {
  if (hasEmbeddedDatabase(folder)) {
    const version = readFileSync(join(folder, "PG_VERSION"), "utf8").trim();
    if (version === embeddedVersion) return;
    throw new ConfigError(`${folder} is a database of PostgreSQL ${version}; the embedded one is ${embeddedVersion}`, { hint: "choose another folder with --database" });
  }
  let content: readonly string[];
  try {
    content = readdirSync(folder);
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return;
    throw new ConfigError(`${folder} cannot be used as a database folder`, { cause, hint: "choose another with --database; a server's address begins with postgres://" });
  }
  if (content.length > 0) throw new ConfigError(`${folder} is a folder with something else in it`, { hint: "choose an empty or a new one with --database" });
}

/** Keeps git from taking the copy of a campus's people along. */
export function hideFromGit(folder: string): void {
  const home = dirname(folder);
  const file = join(home, ".gitignore");
  if (basename(home) === ".42sync" && existsSync(home) && !existsSync(file)) writeFileSync(file, "*\n");
}
