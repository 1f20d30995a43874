import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { ConfigError } from "@42sync/core";

/** PGlite 0.5 is PostgreSQL 18; a folder of another major version cannot be opened by it. */
const embeddedVersion = "18";

/** Whether an embedded database has been made in a folder, to its end. */
export function hasEmbeddedDatabase(folder: string): boolean {
  return existsSync(join(folder, "PG_VERSION")) && !isHalfMade(folder);
}

/**
 * Whether the creation of an embedded database started there and has not finished. Only its holder knows
 * whether it is still going on.
 */
export function isHalfMade(folder: string): boolean {
  return existsSync(markOf(folder));
}

/** Everything that is put into the folder from here on is ours, and may be removed while it is half made. */
export function markHalfMade(folder: string): void {
  writeFileSync(markOf(folder), "");
}

export function markMade(folder: string): void {
  rmSync(markOf(folder));
}

/** Removes an embedded database, half made or whole, where there is one. The mark goes last. */
export function removeEmbeddedDatabase(folder: string): void {
  if (!isHalfMade(folder) && !hasEmbeddedDatabase(folder)) return;
  rmSync(folder, { recursive: true, force: true });
  rmSync(markOf(folder), { force: true });
}

function markOf(folder: string): string {
  return `${folder}.half-made`;
}

/** The process that uses or creates an embedded database holds this file. */
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
    throw new ConfigError(
      `${folder} is a database of PostgreSQL ${version}, but the embedded version is ${embeddedVersion}`,
      { hint: "choose another folder with --database" },
    );
  }
  let content: readonly string[];
  try {
    content = readdirSync(folder);
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return;
    throw new ConfigError(`can't use ${folder} as a database folder`, {
      cause,
      hint: "choose another with --database; a server's address starts with postgres://",
    });
  }
  if (content.length > 0)
    throw new ConfigError(`${folder} contains something else`, {
      hint: "choose an empty or new folder with --database",
    });
}

/**
 * Makes the folder, or takes an empty one of this user, for this user alone, as PostgreSQL wants of its own
 * (https://www.postgresql.org/docs/current/creating-cluster.html): PGlite 0.5.16 lets everybody read and
 * write the files that it makes in it. A folder that belongs to somebody else, as a mounted volume does, is
 * theirs to close.
 */
export function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true });
  if (statSync(folder).uid === process.getuid?.()) chmodSync(folder, 0o700);
}

/** Keeps the copy of a campus's people out of git. */
export function hideFromGit(folder: string): void {
  const home = dirname(folder);
  const file = join(home, ".gitignore");
  if (basename(home) === ".42sync" && existsSync(home) && !existsSync(file)) writeFileSync(file, "*\n");
}
