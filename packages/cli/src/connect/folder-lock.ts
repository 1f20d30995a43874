import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { ConfigError, StoreError } from "@42sync/core";
import { fullDiskCode } from "../files/full-disk.js";
import { isAlive, processStart } from "./process-identity.js";

/** Who holds an embedded database. */
export interface FolderHolder {
  readonly pid: number;
  /** Tells a later process with the same id apart; null where the system does not tell. */
  readonly started: string | null;
  readonly host: string;
  /** What it runs: `nightly`. */
  readonly command: string;
  /** ISO. */
  readonly since: string;
}

export interface FolderLock {
  release(): void;
}

export interface FolderLockInput {
  /** The lock file, beside the database's folder. */
  readonly file: string;
  readonly command: string;
  readonly now: () => number;
}

/**
 * Takes the lock file of an embedded database before it is opened: two PGlite processes on one folder
 * silently lose committed rows (tried with PGlite 0.5.16). A file whose process is dead is taken over.
 *
 * @throws StoreError E_LOCKED that says who holds it since when.
 */
export function lockFolder(input: FolderLockInput): FolderLock {
  const mine: FolderHolder = {
    pid: process.pid,
    started: processStart(process.pid) ?? null,
    host: hostname(),
    command: input.command,
    since: new Date(input.now()).toISOString(),
  };
  const text = `${JSON.stringify(mine)}\n`;
  for (let attempt = 0; attempt < 10; attempt += 1) {
    if (create(input.file, text))
      return {
        release: () => {
          remove(input.file, text);
        },
      };
    const held = read(input.file);
    if (held === undefined) continue; // released in between
    const holder = toHolder(held);
    if (holder === undefined || !isDead(holder)) throw lockedBy(holder, input.file);
    takeAway(input.file, held);
  }
  throw lockedBy(undefined, input.file);
}

/** Makes the file with its content at once, so that nobody reads half of it; false when there is one. */
function create(file: string, text: string): boolean {
  const draft = `${file}.${crypto.randomUUID()}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, text, { flag: "wx" });
    linkSync(draft, file);
    return true;
  } catch (cause) {
    if (codeOf(cause) === "EEXIST") return false;
    const code = codeOf(cause);
    const message =
      `can't write to ${dirname(file)}${typeof code === "string" ? ` (${code})` : ""}, where the ` +
      "embedded database needs its lock file";
    if (fullDiskCode(cause) !== undefined)
      throw new StoreError(message, {
        cause,
        retryable: true,
        hint: "the disk is full: free some space, then run again",
      });
    throw new ConfigError(message, {
      cause,
      hint: "choose another folder with --database, on a local disk, that this user can write to",
    });
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Moves a dead process's file away. If another process was faster, the file that was moved is theirs and is
 * put back.
 */
function takeAway(file: string, dead: string): void {
  const moved = `${file}.${crypto.randomUUID()}`;
  try {
    renameSync(file, moved);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  if (read(moved) !== dead) create(file, read(moved) ?? "");
  rmSync(moved, { force: true });
}

function remove(file: string, mine: string): void {
  if (read(file) === mine) rmSync(file, { force: true });
}

function toHolder(text: string): FolderHolder | undefined {
  try {
    // ours, or broken: each field is looked at before it is used
    const value = JSON.parse(text) as Partial<FolderHolder>;
    return typeof value.pid === "number" && typeof value.host === "string"
      ? { started: null, command: "a run", since: "", ...value, pid: value.pid, host: value.host }
      : undefined;
  } catch {
    return undefined; // a file that we didn't write is respected like a living holder
  }
}

/** A process of another machine can't be checked; its file is respected. */
function isDead(holder: FolderHolder): boolean {
  if (holder.host !== hostname()) return false;
  if (!isAlive(holder.pid)) return true;
  const started = processStart(holder.pid);
  return holder.started !== null && started !== undefined && started !== holder.started;
}

function lockedBy(holder: FolderHolder | undefined, file: string): StoreError {
  const who =
    holder === undefined
      ? ""
      : ` by ${holder.command} (process ${String(holder.pid)} on ` +
        `${holder.host}${holder.since === "" ? "" : `, since ${holder.since}`})`;
  return new StoreError(`the embedded database is in use${who}`, {
    code: "E_LOCKED",
    retryable: true,
    context: { file, pid: holder?.pid ?? null, host: holder?.host ?? null },
    hint:
      holder?.host === hostname()
        ? "wait for it to end; an embedded database serves one process at a time, a PostgreSQL server many"
        : `if that process is gone, remove ${file}`,
  });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
