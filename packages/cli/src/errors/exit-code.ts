/** How the command ends; scripts may rely on each. */
export const exitCodes = {
  done: 0,
  bug: 1,
  usage: 2,
  credentials: 3,
  api: 4,
  database: 5,
  partial: 6,
  stale: 7,
  locked: 75,
} as const;

/** What each means. */
export const exitCodeMeanings: Readonly<Record<keyof typeof exitCodes, string>> = {
  done: "done, even if rows wait in quarantine for a parent that 42 doesn't have",
  bug: "a bug in 42sync; `--debug` shows where",
  usage:
    "wrong usage or configuration, including a wrong SQL statement for `query`; the message " +
    "names the place, or the nearest correct word",
  credentials: "credentials",
  api: "the API",
  database: "the database, including a table that 42sync didn't make",
  partial:
    "partial: the budget is spent, a resource is forbidden, or you stopped it, and the next run " +
    "resumes; or invalid items wait in `sync42.quarantine`; or deletions above the safety limit " +
    "were reported, not applied (see `--allow-mass-deletion`); or `verify` could compare " +
    "nothing, or couldn't find which rows a count differs by",
  stale:
    "stale: older than `--max-lag`; or `verify` found that the copy differs from 42, or `probe` that 42 " +
    "doesn't behave as expected",
  locked: "another run holds the lock, or another process has the embedded database open",
};

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** By the code of an error; any other code is a bug. */
const byErrorCode: Readonly<Record<string, ExitCode>> = {
  E_CONFIG: exitCodes.usage,
  E_QUERY: exitCodes.usage,
  E_PLAN: exitCodes.usage,
  E_AUTH: exitCodes.credentials,
  E_HTTP: exitCodes.api,
  E_NETWORK: exitCodes.api,
  E_TIMEOUT: exitCodes.api,
  E_BODY: exitCodes.api,
  E_RATE_LIMIT: exitCodes.api,
  E_TRAVERSAL: exitCodes.api,
  E_SCHEMA: exitCodes.api,
  E_DRIFT: exitCodes.api,
  E_STORE: exitCodes.database,
  E_FOREIGN_TABLE: exitCodes.database,
  E_BUDGET: exitCodes.partial,
  E_FORBIDDEN: exitCodes.partial,
  E_ABORTED: exitCodes.partial,
  E_LOCKED: exitCodes.locked,
};

/** The exit code of an error, by its stable code. */
export function errorToExitCode(code: string): ExitCode {
  return byErrorCode[code] ?? exitCodes.bug;
}
