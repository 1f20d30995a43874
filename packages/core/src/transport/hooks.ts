import type { FaultKind } from "./retry/fault.js";

/** A request that is about to be sent. */
export interface RequestSent {
  readonly method: "GET" | "POST";
  /**
   * Path with its decoded query; what looks like a token or a secret in it reads `***`. `/oauth/token` for a
   * token.
   */
  readonly path: string;
  /** How long the rate limit held it back, milliseconds. */
  readonly waitedMs: number;
}

/** An answer, whatever its status; a request that got none is told by `onRetry` or rejects. */
export interface ResponseReceived {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly status: number;
  /** Of the body, uncompressed. */
  readonly bytes: number;
  /** From sending to the end of the body, milliseconds. */
  readonly tookMs: number;
  /** Requests left in the hour; null where the answer does not tell. */
  readonly remainingThisHour: number | null;
}

/** A request that failed and will be tried again. */
export interface RetryPlanned {
  readonly path: string;
  /** `unauthorized` is a 401, tried once more with a fresh token. */
  readonly kind: FaultKind | "unauthorized";
  /** `500`, `no answer within 30 s`. */
  readonly reason: string;
  /** How many times it was tried so far. */
  readonly attempts: number;
  /** The pause before the next try, milliseconds. */
  readonly delayMs: number;
}

/** A pause that begins now. */
export interface WaitBegun {
  /** `hour`: the hour's requests are spent, and the client was made to wait. `retry`: before another try. */
  readonly reason: "hour" | "retry";
  /** Milliseconds. */
  readonly ms: number;
  /** By the local clock. */
  readonly until: Date;
}

/**
 * What a client tells while it works: none of it holds the Authorization header, a token or a secret. Hooks
 * are called in the order of things and are not awaited. What a hook throws is thrown by the request that it
 * was called for, which is not tried again.
 */
export interface Hooks {
  readonly onRequest?: (request: RequestSent) => void;
  readonly onResponse?: (response: ResponseReceived) => void;
  readonly onRetry?: (retry: RetryPlanned) => void;
  readonly onWait?: (wait: WaitBegun) => void;
}

/** A path as hooks are told it: a caller may have put a token into the query. */
export function showPath(path: string): string {
  return path.replaceAll(/((?:^|[?&])[^=&]*(?:token|secret)[^=&]*=)[^&]*/gi, "$1***");
}
