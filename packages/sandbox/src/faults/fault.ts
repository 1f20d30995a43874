/** What a fault's `when` is told of a request. */
export interface FaultTarget {
  readonly method: string;
  readonly path: string;
  /** Decoded. */
  readonly query: Record<string, string>;
  /** Of all requests so far, this one included: 1 for the first. */
  readonly count: number;
}

/** An accident to inject. Without `when` it meets any request, token requests included. */
export interface Fault {
  /**
   * `status`: an error answer (default 500) · `html`: a challenge page (default 503) · `truncated`: the true
   * answer cut in half · `empty`: the true answer without its body · `reset`: the connection breaks · `hang`:
   * no answer until the request is aborted · `retry-after`: 429 with `Retry-After` (1, or what `headers`
   * say).
   */
  readonly kind: "status" | "html" | "truncated" | "empty" | "reset" | "hang" | "retry-after";
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Record<string, string>;
  /** How many requests it meets; Infinity for all. @default 1 */
  readonly times?: number;
  readonly when?: (request: FaultTarget) => boolean;
  /** The chance that a request which it could meet is met; seeded. @default 1 */
  readonly probability?: number;
}
