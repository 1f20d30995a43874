/** What a fault's `when` gets to see of a request. */
export interface FaultTarget {
  readonly method: string;
  readonly path: string;
  /** Decoded. */
  readonly query: Record<string, string>;
  /** Number of the request among all requests so far, from 1. */
  readonly count: number;
}

/** A fault to inject. Without `when`, it applies to any request, including token requests. */
export interface Fault {
  /**
   * `status`: an error response (default 500) · `html`: a challenge page (default 503) · `truncated`: the real
   * response cut in half · `empty`: the real response without its body · `reset`: the connection breaks · `hang`:
   * no response until the request is aborted · `retry-after`: 429 with `Retry-After` (1, or the one in
   * `headers`).
   */
  readonly kind: "status" | "html" | "truncated" | "empty" | "reset" | "hang" | "retry-after";
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Record<string, string>;
  /** How many requests it applies to; Infinity for all. @default 1 */
  readonly times?: number;
  readonly when?: (request: FaultTarget) => boolean;
  /** The probability that it applies to a matching request; seeded. @default 1 */
  readonly probability?: number;
}
