/** Stable error codes; scripts may rely on them. A removed or changed code is a major release. */
export type ErrorCode =
  /**
   * An option, a setting or a declaration is wrong; nothing was requested or written. Next: fix what the
   * message names.
   */
  | "E_CONFIG"
  /**
   * 42 can't answer this query, or would silently answer a different one; no hit was spent. Next: use one
   * of the names in the hint.
   */
  | "E_QUERY"
  /**
   * The application's id, secret or token was refused. Next: check that both were copied completely;
   * otherwise get the current secret from your application's page on the intranet, because 42 rotates it
   * about monthly.
   */
  | "E_AUTH"
  /**
   * 42 answered with an error status, after every retry that makes sense. Next: read `context.status` and
   * `context.url`; the next run retries a 5xx.
   */
  | "E_HTTP"
  /**
   * 403, or 404 on a list: this application may not read the resource. Next: exclude it, or ask 42 for the
   * role.
   */
  | "E_FORBIDDEN"
  /**
   * 429 although the limiter waited: others use the same application. Next: leave requests for them
   * (`reserve`), or create an application of your own.
   */
  | "E_RATE_LIMIT"
  /**
   * The hour's requests or your own maximum are used up. Next: continue after `resetsAt`; a run resumes
   * where it stopped.
   */
  | "E_BUDGET"
  /** 42 couldn't be reached. Next: check the network, the proxy and the address. */
  | "E_NETWORK"
  /** 42 didn't answer in time. Next: try again later, or increase `timeoutMs`. */
  | "E_TIMEOUT"
  /**
   * A response was truncated or isn't JSON, for example the page of a gateway in front of the API. Next:
   * try again later; if it persists, check the address.
   */
  | "E_BODY"
  /**
   * An item is invalid: it doesn't match its declaration. Next: read `context.path`; if 42 changed the
   * shape, report it. A run quarantines such items and continues.
   */
  | "E_SCHEMA"
  /**
   * A resource with drift `strict` doesn't match its declaration; its pass ended before that page was
   * stored. Next: read the difference in the message; allow it (`drift`), or update 42sync.
   */
  | "E_DRIFT"
  /**
   * A list didn't behave as its traversal requires, and continuing would lose rows. Next: run again; report
   * it if it persists.
   */
  | "E_TRAVERSAL"
  /** Your AbortSignal fired. Next: nothing to do; what was stored stays. */
  | "E_ABORTED"
  /**
   * The database reported an error, or the connection was lost. Next: read `context.sqlstate` and the hint.
   */
  | "E_STORE"
  /**
   * A table or view has one of our names, but 42sync didn't create it; nothing was touched. Next: keep the
   * mirror in a schema of its own.
   */
  | "E_FOREIGN_TABLE"
  /** Another run holds the lock. Next: wait for it; the message says which run it is. */
  | "E_LOCKED"
  /**
   * The plan can't be made: an unknown table, or a window for a table without one. Next: use the table
   * names in the hint.
   */
  | "E_PLAN";

/**
 * Facts about where an error happened: resource, url, status, table and the like. Never a secret, never a
 * payload.
 */
export type ErrorContext = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** What an error may have beside its code and message. */
export interface Error42Options {
  readonly context?: ErrorContext;
  readonly cause?: unknown;
  /**
   * The next step for the reader: a clause, without a capital or a full stop, as it is shown after a colon.
   */
  readonly hint?: string;
  /** Whether the same call may succeed later without any change. Default false. */
  readonly retryable?: boolean;
}

/** Every error that 42sync throws on purpose: what failed, on what, why, and what to do next. */
export class Error42 extends Error {
  override readonly name: string = "Error42";
  readonly code: ErrorCode;
  readonly context: ErrorContext;
  readonly hint: string | undefined;
  readonly retryable: boolean;

  constructor(code: ErrorCode, message: string, options: Error42Options = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.context = options.context ?? {};
    this.hint = options.hint;
    this.retryable = options.retryable ?? false;
  }
}

/** Whether a value is one of our errors; by shape, so that a second copy of the package is recognized too. */
export function isError42(value: unknown): value is Error42 {
  return (
    value instanceof Error &&
    "code" in value &&
    typeof value.code === "string" &&
    value.code.startsWith("E_") &&
    "context" in value
  );
}
