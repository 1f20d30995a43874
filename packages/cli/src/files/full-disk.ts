import { ConfigError } from "@42sync/core";

/**
 * The system's code of an error that says that there is no room: the disk is full, or one's share of it; else
 * undefined.
 */
export function fullDiskCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT")
    ? error.code
    : undefined;
}

/** The error for a file that couldn't be written completely. */
export function notWritten(what: string, cause: unknown): ConfigError {
  const code = fullDiskCode(cause);
  if (code === undefined)
    return new ConfigError(`can't write ${what}`, {
      cause,
      hint: "name an existing place that this user can write to",
    });
  return new ConfigError(`can't write ${what}: the disk is full (${code})`, {
    cause,
    hint: "free some space or name a place on another disk, then run again; the database is intact",
  });
}
