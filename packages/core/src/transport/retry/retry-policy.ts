import type { FaultKind } from "./fault.js";

/** How often and after what pauses a failed request is retried. */
export interface RetryPolicy {
  /** How many times one request may meet each kind of fault; the last one is thrown. */
  readonly attempts: Readonly<Record<FaultKind, number>>;
  /**
   * The first pause is random between 0 and this, each further one between 0 and twice as much. Milliseconds.
   * @default 1000
   */
  readonly baseDelayMs: number;
  /** No pause of our own is longer. Milliseconds. @default 20_000 */
  readonly maxDelayMs: number;
  /** A `Retry-After` beyond this means that the hour's budget is over. Milliseconds. @default 60_000 */
  readonly retryAfterCapMs: number;
  /**
   * An API that cannot be reached, or does not answer, is given up after this long. Milliseconds.
   * @default 60_000
   */
  readonly giveUpAfterMs: number;
}

/** How often and how long a request is retried; what is not given has its default. */
export type RetryOptions = Partial<Omit<RetryPolicy, "attempts">> & {
  readonly attempts?: Partial<RetryPolicy["attempts"]>;
};

const defaultPolicy = {
  // Even a perfectly paced client gets 429, because the server counts on arrival (42Stat, 2025): it gets the
  // most attempts.
  attempts: { network: 10, timeout: 3, "429": 8, "500": 4, "502": 4, "503": 5, "504": 4, body: 4 },
  baseDelayMs: 1000,
  maxDelayMs: 20_000,
  retryAfterCapMs: 60_000,
  giveUpAfterMs: 60_000,
} satisfies RetryPolicy;

/** The caller's options over the defaults. */
export function toRetryPolicy(options: RetryOptions = {}): RetryPolicy {
  return { ...defaultPolicy, ...options, attempts: { ...defaultPolicy.attempts, ...options.attempts } };
}
