/** Stable error codes; scripts may rely on them. A removed or changed code is a major release. */
export type ErrorCode =
  /**
   * An option, a setting or a declaration is wrong; nothing was asked or written. Next: mend what the message
   * names.
   */
  | "E_CONFIG"
  /**
   * 42 cannot answer this query, or would silently answer another one; no hit was spent. Next: ask by one of
   * the names that the hint lists.
   */
  | "E_QUERY"
  /**
   * The application's id, secret or token was refused. Next: check that both were copied whole, else take the
   * secret anew from your application's page on the intranet; 42 rotates it about monthly.
   */
  | "E_AUTH"
  /**
   * 42 answered with a status that is no success, after every retry that makes sense. Next: read
   * `context.status` and `context.url`; a 5xx is tried again by the next run.
   */
  | "E_HTTP"
  /**
   * 403, or 404 on a list: the resource is not for this application. Next: leave it out, or ask 42 for the
   * role.
   */
  | "E_FORBIDDEN"
  /**
   * 429 although the limiter waited: others use the same application. Next: leave requests for them
   * (`reserve`), or make an application of your own.
   */
  | "E_RATE_LIMIT"
  /**
   * The hour's requests are spent, or your own maximum is. Next: go on after `resetsAt`; a run goes on by
   * itself where it was.
   */
  | "E_BUDGET"
  /** 42 could not be reached. Next: check the network, the proxy and the address. */
  | "E_NETWORK"
  /** 42 did not answer in time. Next: try later, or give `timeoutMs` more. */
  | "E_TIMEOUT"
  /**
   * An answer was cut off or is not JSON, such as the page of a gate in front of the API. Next: try later;
   * look at the address if it stays.
   */
  | "E_BODY"
  /**
   * An item does not fit its declaration. Next: read `context.path`; if 42 changed the shape, report it. A
   * run puts such items into the quarantine and goes on.
   */
  | "E_SCHEMA"
  /**
   * A resource whose drift is strict is not as it is declared; its pass ends before a row of that page is
   * stored. Next: read what differs in the message; allow it (`drift`), or update 42sync.
   */
  | "E_DRIFT"
  /**
   * A list did not behave as its traversal needs, and going on would lose rows. Next: run again; report it
   * when it stays.
   */
  | "E_TRAVERSAL"
  /** Your AbortSignal fired. Next: nothing; what was stored stays. */
  | "E_ABORTED"
  /** The database refused or was lost. Next: read `context.sqlstate` and the hint. */
  | "E_STORE"
  /**
   * A table or view of one of our names was not made by 42sync; nothing was touched. Next: keep the mirror in
   * a schema of its own.
   */
  | "E_FOREIGN_TABLE"
  /** Another run holds the lock. Next: wait for it; the message says who it is. */
  | "E_LOCKED"
  /**
   * The plan cannot be made: an unknown table, or a window of a table that has none. Next: name tables as the
   * hint lists them.
   */
  | "E_PLAN";

/**
 * Facts about where an error happened: resource, url, status, table and the like. Never a secret, never a
 * payload.
 */
export type ErrorContext = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** What an error may carry beside its code and message. */
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

/** Whether a value is one of our errors; by shape, so that a second copy of the package is recognised too. */
export function isError42(value: unknown): value is Error42 {
  return (
    value instanceof Error &&
    "code" in value &&
    typeof value.code === "string" &&
    value.code.startsWith("E_") &&
    "context" in value
  );
}
