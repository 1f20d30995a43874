/** A failure that may pass: each kind has its own number of attempts. */
export type FaultKind = "network" | "timeout" | "429" | "500" | "502" | "503" | "504" | "body";

/** Why a request failed. */
export interface Fault {
  /**
   * `unauthorized`: 401, retried once with a fresh token. `refused`: any other status that a retry wouldn't
   * change.
   */
  readonly kind: FaultKind | "unauthorized" | "refused";
  readonly status: number | null;
  /** For messages: `500`, `no answer within 30 s`. */
  readonly reason: string;
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs: number | null;
  /** A short plain piece of the body, without anything that looks like a token. */
  readonly excerpt: string | null;
  /** How long the request took, in milliseconds. */
  readonly tookMs: number;
  /** What is wrong with the body; of kind `body` only. */
  readonly body?: "empty" | "html" | "not json";
  readonly cause?: unknown;
}

/** An answer that was read completely. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Bytes of the body, uncompressed. */
  readonly bytes: number;
  /** Local times, in milliseconds. */
  readonly sentAt: number;
  readonly receivedAt: number;
}

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };
