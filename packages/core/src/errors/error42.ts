/** Stable error codes; scripts may rely on them. A removed or changed code is a major release. */
export type ErrorCode =
  | "E_CONFIG"
  | "E_QUERY"
  | "E_AUTH"
  | "E_HTTP"
  | "E_FORBIDDEN"
  | "E_RATE_LIMIT"
  | "E_BUDGET"
  | "E_NETWORK"
  | "E_TIMEOUT"
  | "E_BODY"
  | "E_SCHEMA"
  | "E_DRIFT"
  | "E_TRAVERSAL"
  | "E_ABORTED"
  | "E_STORE"
  | "E_FOREIGN_TABLE"
  | "E_LOCKED"
  | "E_PLAN";

/** Facts about where an error happened: resource, url, status, table and the like. Never a secret, never a payload. */
export type ErrorContext = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Error42Options {
  readonly context?: ErrorContext;
  readonly cause?: unknown;
  /** The next step for the reader, one sentence. */
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
  return value instanceof Error && "code" in value && typeof value.code === "string" && value.code.startsWith("E_") && "context" in value;
}
