import { Error42, type Error42Options, type ErrorCode } from "./error42.js";
import { toNetworkFault, type NetworkFault } from "./network-fault.js";

/** Wrong options, before anything was requested or written. Codes: E_CONFIG. */
export class ConfigError extends Error42 {
  override readonly name = "ConfigError";
  constructor(message: string, options?: Error42Options) {
    super("E_CONFIG", message, options);
  }
}

/** A query that the endpoint cannot answer, refused before a hit is spent. Code: E_QUERY. */
export class QueryError extends Error42 {
  override readonly name = "QueryError";
  constructor(message: string, options?: Error42Options) {
    super("E_QUERY", message, options);
  }
}

/** The application's credentials or token were refused. Code: E_AUTH. */
export class AuthError extends Error42 {
  override readonly name = "AuthError";
  constructor(message: string, options?: Error42Options) {
    super("E_AUTH", message, options);
  }
}

/** What an `HttpError` must have. */
export interface HttpErrorOptions extends Error42Options {
  readonly status: number;
}

/**
 * The API answered with a status that is not a success. Codes: E_HTTP, E_FORBIDDEN (403, and 404 on a list).
 */
export class HttpError extends Error42 {
  override readonly name: string = "HttpError";
  readonly status: number;
  constructor(
    message: string,
    options: HttpErrorOptions,
    code: ErrorCode = options.status === 403 ? "E_FORBIDDEN" : "E_HTTP",
  ) {
    super(code, message, { ...options, context: { ...options.context, status: options.status } });
    this.status = options.status;
  }
}

/**
 * Which limit refused a request: 42's of a `second` or an `hour`, the `reserve` of the hour that is left for
 * others, or `max hits`, the caller's own.
 */
export type SpentLimit = "second" | "hour" | "reserve" | "max hits";

/** 429 although the limiter waited, and every retry was used. Code: E_RATE_LIMIT. */
export class RateLimitError extends HttpError {
  override readonly name = "RateLimitError";
  readonly limit: SpentLimit = "second";
  constructor(message: string, options: Error42Options = {}) {
    super(message, { retryable: true, ...options, status: 429 }, "E_RATE_LIMIT");
  }
}

/** What a `BudgetError` must have. */
export interface BudgetErrorOptions extends Error42Options {
  readonly limit: Exclude<SpentLimit, "second">;
  /**
   * When the next hits are available, by the local clock; null when the limit is the caller's own.
   */
  readonly resetsAt: Date | null;
}

/**
 * No hits remain: of the application's hour, or of the caller's own maximum. `limit` says which. Code: E_BUDGET.
 */
export class BudgetError extends Error42 {
  override readonly name = "BudgetError";
  readonly limit: Exclude<SpentLimit, "second">;
  readonly resetsAt: Date | null;
  constructor(message: string, options: BudgetErrorOptions) {
    super("E_BUDGET", message, { retryable: true, ...options });
    this.limit = options.limit;
    this.resetsAt = options.resetsAt;
  }
}

/** What a `NetworkError` may have. */
export interface NetworkErrorOptions extends Error42Options {
  /** @default "E_NETWORK" */
  readonly code?: "E_NETWORK" | "E_TIMEOUT" | "E_BODY";
  /** @default by the code of `cause` or of one of its causes */
  readonly fault?: NetworkFault;
}

/**
 * The API could not be reached, or did not answer in time. Codes: E_NETWORK, E_TIMEOUT, E_BODY (an answer
 * truncated or not JSON). `fault` says what went wrong.
 */
export class NetworkError extends Error42 {
  override readonly name = "NetworkError";
  readonly fault: NetworkFault;
  constructor(message: string, options: NetworkErrorOptions = {}) {
    super(options.code ?? "E_NETWORK", message, { retryable: true, ...options });
    this.fault = options.fault ?? (options.code === "E_TIMEOUT" ? "timeout" : toNetworkFault(options.cause));
  }
}

/**
 * An item is not as declared. Codes: E_SCHEMA, E_DRIFT (a resource with drift `strict` is not as declared);
 * context: resource, id, path.
 */
export class SchemaError extends Error42 {
  override readonly name = "SchemaError";
  constructor(message: string, options?: Error42Options, code: "E_SCHEMA" | "E_DRIFT" = "E_SCHEMA") {
    super(code, message, options);
  }
}

/**
 * What a traversal relies on (ascending ids, a stable X-Total) did not hold; continuing would lose rows.
 * Code: E_TRAVERSAL.
 */
export class TraversalError extends Error42 {
  override readonly name = "TraversalError";
  constructor(message: string, options?: Error42Options) {
    super("E_TRAVERSAL", message, options);
  }
}

/** The caller's AbortSignal fired. Code: E_ABORTED. */
export class AbortedError extends Error42 {
  override readonly name = "AbortedError";
  constructor(message: string, options?: Error42Options) {
    super("E_ABORTED", message, options);
  }
}

/**
 * The store failed. Codes: E_STORE, E_FOREIGN_TABLE (a table that 42sync did not create), E_LOCKED (another
 * run holds the lock).
 */
export class StoreError extends Error42 {
  override readonly name = "StoreError";
  constructor(
    message: string,
    options: Error42Options & { readonly code?: "E_STORE" | "E_FOREIGN_TABLE" | "E_LOCKED" } = {},
  ) {
    super(options.code ?? "E_STORE", message, options);
  }
}

/** A plan that cannot be made: an unknown table, a window without an endpoint that has one. Code: E_PLAN. */
export class PlanError extends Error42 {
  override readonly name = "PlanError";
  constructor(message: string, options?: Error42Options) {
    super("E_PLAN", message, options);
  }
}
