import { isError42, StoreError } from "@42sync/core";

/** SQLSTATEs after which the same transaction may succeed: https://www.postgresql.org/docs/current/errcodes-appendix.html */
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
  "53100": "make room on the database server's disk, then run again; it goes on where it was",
  "53": "the database server is out of resources; free some, then run again",
  "57014": "the statement took longer than the role's statement_timeout allows; raise it",
  "57P": "the database server was stopped or is starting; run again, it goes on where it was",
  "08": "the connection to the database was lost; run again, it goes on where it was",
  "23502": "a column that 42sync does not know must have a default or allow null",
};

const connectionCodes: ReadonlySet<string> = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EHOSTUNREACH", "EAI_AGAIN", "ENOENT"]);

/** The SQLSTATE or system code of a driver's error. */
export function codeOf(error: unknown): string | undefined {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** Whether trying the same transaction again may help. */
export function isPassing(error: unknown): boolean {
  return passing.has(codeOf(error) ?? "");
}

/** A driver's error as ours; what is ours already passes. The message is the server's first line, never the statement's values. */
export function toStoreError(error: unknown): unknown {
  if (isError42(error)) return error;
  if (!(error instanceof Error)) return new StoreError("the database failed", { cause: error });
  const code = codeOf(error);
  if (code === undefined && !isLost(error)) return error; // not the database's: a bug, which must look like one
  const lost = code === undefined || connectionCodes.has(code);
  const hint = lost ? "check that the database server runs and that its address is right; then run again, it goes on where it was" : (hints[code] ?? hints[code.slice(0, 3)] ?? hints[code.slice(0, 2)]);
  return new StoreError(`the database failed: ${error.message === "" ? (code ?? "no message") : error.message}`, {
    cause: error,
    context: { sqlstate: code ?? null },
    retryable: lost || isPassing(error) || ["08", "53", "57"].includes(code.slice(0, 2)),
    ...(hint === undefined ? {} : { hint }),
  });
}

/** Whether the error says that the connection is gone; `pg` gives such errors no code. */
export function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (code !== undefined) return connectionCodes.has(code) || code.startsWith("08") || code.startsWith("57P");
  return error.name === "Error" && /connection|timeout|not queryable|closed|pool|server/i.test(error.message);
}
