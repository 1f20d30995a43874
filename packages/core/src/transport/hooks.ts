import type { FaultKind } from "./retry/fault.js";

/** A request that is about to be sent. */
export interface RequestSent {
  readonly method: "GET" | "POST";
  /**
   * Path with its decoded query; anything that looks like a token or a secret is shown as `***`.
   * `/oauth/token` for a token.
   */
  readonly path: string;
  /** How long the rate limit held it back, milliseconds. */
  readonly waitedMs: number;
}

/** An answer, whatever its status; a request that got none is passed to `onRetry` or rejects. */
export interface ResponseReceived {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly status: number;
  /** Of the body, uncompressed. */
  readonly bytes: number;
  /** From sending to the end of the body, milliseconds. */
  readonly tookMs: number;
  /** Requests left in the hour; null where the answer doesn't say. */
  readonly remainingThisHour: number | null;
}

/** A request that failed and will be retried. */
export interface RetryPlanned {
  readonly path: string;
  /** `unauthorized` is a 401, retried once with a fresh token. */
  readonly kind: FaultKind | "unauthorized";
  /** `500`, `no answer within 30 s`. */
  readonly reason: string;
  /** How many attempts there were so far. */
  readonly attempts: number;
  /** The pause before the next attempt, milliseconds. */
  readonly delayMs: number;
}

/** A pause that begins now. */
export interface WaitBegun {
  /**
   * `hour`: the hourly limit is reached, and the client was told to wait. `retry`: before another attempt.
   */
  readonly reason: "hour" | "retry";
  /** Milliseconds. */
  readonly ms: number;
  /** By the local clock. */
  readonly until: Date;
}

/**
 * Callbacks that say what a client does: none of them gets the Authorization header, a token or a secret.
 * They are called in order and not awaited. An error that a hook throws is thrown by the request that it was
 * called for, which is not retried.
 */
export interface Hooks {
  readonly onRequest?: (request: RequestSent) => void;
  readonly onResponse?: (response: ResponseReceived) => void;
  readonly onRetry?: (retry: RetryPlanned) => void;
  readonly onWait?: (wait: WaitBegun) => void;
}

/** A path as hooks get it: a caller may have put a token into the query. */
export function showPath(path: string): string {
  return path.replaceAll(/((?:^|[?&])[^=&]*(?:token|secret)[^=&]*=)[^&]*/gi, "$1***");
}
