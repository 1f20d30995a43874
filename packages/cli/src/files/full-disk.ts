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

/** What to say of a file that could not be written to its end, and what to do about it. */
export function notWritten(what: string, cause: unknown): ConfigError {
  const code = fullDiskCode(cause);
  if (code === undefined)
    return new ConfigError(`${what} cannot be written`, {
      cause,
      hint: "name a place that is there, where this user may write",
    });
  return new ConfigError(`${what} cannot be written, the disk is full (${code})`, {
    cause,
    hint: "make room or name a place on another disk, then run again; the database has lost nothing",
  });
}
