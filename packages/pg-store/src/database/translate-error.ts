import { isError42, StoreError } from "@42sync/core";

/**
 * SQLSTATEs after which the same transaction may succeed:
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const passing: ReadonlySet<string> = new Set(["40001", "40P01"]);

/** What to do next, by SQLSTATE or its class. */
const hints: Readonly<Record<string, string>> = {
  "28": "check the user and the password of the database URL",
  "3D": "create the database, or correct its name in the database URL",
  "42501": "grant the role what it lacks: it must own the data schema and the schema sync42",
  "42P01": "if it is a table of 42sync, run migrate first: `npx 42sync migrate`, or `await store.migrate()`",
  "3F000": "run migrate first: `npx 42sync migrate`, or `await store.migrate()`",
  "42703": "if it is a column of 42sync, run migrate first: `npx 42sync migrate`, or `await store.migrate()`",
  "25006": "a query only reads, and so does a standby; write through 42sync's commands, to the primary",
  "25P02": "your transaction had failed before; roll it back",
  "53100": "make room on the disk of the database, then run again; it resumes where it stopped",
  "53": "the database server is out of resources; free some, then run again",
  "53300": "the server has no connection left for this role: end idle ones, or raise max_connections",
  "57014": "the statement took longer than the role's statement_timeout allows; raise it",
  "57P": "the database server was stopped or is starting; run again, it resumes where it stopped",
  // PgBouncer's own errors: statement mode, no more connections, query_wait_timeout.
  "08P01":
    "a pooler between here and the server says so: look at its limits and its mode, which must " +
    "be session; or give 42sync an address of the server itself",
  "08": "the connection to the database was lost; run again, it resumes where it stopped",
  "23502": "a column that 42sync does not know must have a default or allow null",
};

/** The SQLSTATE or system code of a driver's error. */
export function codeOf(error: unknown): string | undefined {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;
}

/** Whether trying the same transaction again may help. */
export function isPassing(error: unknown): boolean {
  return passing.has(codeOf(error) ?? "");
}

/**
 * A driver's error as ours; what is ours already, and what is a bug, stays as it is. The message is the
 * server's first line, never the statement's values.
 */
export function toStoreError(error: unknown): unknown {
  if (isError42(error) || !(error instanceof Error)) return error;
  const code = codeOf(error);
  const sqlstate = code !== undefined && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
  if (sqlstate === undefined && !isLost(error)) return error;
  const lost = sqlstate === undefined || isLost(error);
  const hint =
    sqlstate === undefined
      ? (systemHints[code ?? ""] ?? unreachable)
      : (hints[sqlstate] ?? hints[sqlstate.slice(0, 3)] ?? hints[sqlstate.slice(0, 2)]);
  return new StoreError(`the database failed: ${error.message || (code ?? "no message")}`, {
    cause: error,
    context: { sqlstate: sqlstate ?? null },
    retryable: lost || isPassing(error) || sqlstate.startsWith("53"),
    ...(hint === undefined ? {} : { hint }),
  });
}

/** Does it, with a driver's error as ours. */
export async function translated<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw toStoreError(error);
  }
}

/** What to do next, by the system's code. */
const systemHints: Readonly<Record<string, string>> = {
  ENOTFOUND:
    "the name of the server is not known here: correct the host in the database URL, or check the network's DNS",
  EAI_AGAIN:
    "the name of the server is not known here: correct the host in the database URL, or check the network's DNS",
  ENOSPC: "the disk is full: make room, then run again; it resumes where it stopped",
};

const unreachable =
  "check that the database server runs and that its address is right; then run again, it resumes where it stopped";

/** Of a lost connection, pg says so in words only. */
const lostWords = /connection|timeout|not queryable|closed|pool|server/i;

/**
 * Whether the connection is gone or never came about. `pg` gives some such errors no code; system and TLS
 * errors have one.
 */
export function isLost(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError) return false;
  const code = codeOf(error);
  // eslint-disable-next-line no-restricted-syntax -- the driver has no code for it
  if (code === undefined) return error.name === "Error" && lostWords.test(error.message);
  return /^[0-9A-Z]{5}$/.test(code)
    ? code.startsWith("08") || code.startsWith("57P")
    : /^[A-Z][A-Z_]+$/.test(code);
}
