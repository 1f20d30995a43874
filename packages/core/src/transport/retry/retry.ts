import type { Clock } from "../../clock.js";
import type { Logger } from "../../logger.js";
import { throwIfAborted } from "../abortable.js";
import { faultToError, type Named } from "./fault-to-error.js";
import type { Fault, Outcome } from "./fault.js";
import { showPath, type Hooks } from "../hooks.js";
import type { RetryPolicy } from "./retry-policy.js";

export interface RetryContext {
  readonly clock: Clock;
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly logger: Logger;
  readonly hooks: Pick<Hooks, "onRetry" | "onWait">;
  readonly policy: RetryPolicy;
  /** Called for a 429 that asks to wait longer than the cap: no hits until then, local milliseconds. */
  readonly onSpent: (until: number) => void;
}

/** One attempt. `timeRemainingMs` is the time until the API counts as unreachable. */
export type Attempt<T> = (timeRemainingMs: number) => Promise<Outcome<T>>;

export interface RetryRequest extends Named {
  readonly signal?: AbortSignal | undefined;
  /** Attempts that differ from the policy's for this request. */
  readonly attempts?: Partial<RetryPolicy["attempts"]> | undefined;
}

/** No window of 42 is longer than an hour, whatever a header says. */
const longestWaitMs = 3_600_000;

/**
 * Repeats an attempt until it succeeds or its fault has used its attempts. Counts start over with each
 * request.
 * @throws the error of the last fault, see `faultToError`; AbortedError as soon as the signal fires, also
 * while waiting
 */
export async function retry<T>(
  attempt: Attempt<T>,
  request: RetryRequest,
  context: RetryContext,
): Promise<T> {
  const { clock, policy, logger, hooks } = context;
  const met = new Map<Fault["kind"], number>();
  let attempts = 0;
  let unreachableMs = 0;
  for (;;) {
    throwIfAborted(request.signal);
    const outcome = await attempt(policy.giveUpAfterMs - unreachableMs);
    if (outcome.ok) return outcome.value;
    const { fault } = outcome;
    attempts += 1;
    const count = (met.get(fault.kind) ?? 0) + 1;
    met.set(fault.kind, count);
    if (fault.kind === "refused" || count >= allowed(fault.kind, request, policy))
      throw faultToError(fault, request, attempts);
    const told = { path: showPath(request.path), kind: fault.kind, reason: fault.reason, attempts };
    // A fresh token is available: nothing to wait for.
    if (fault.kind === "unauthorized") {
      hooks.onRetry?.({ ...told, delayMs: 0 });
      continue;
    }
    const asked = fault.retryAfterMs;
    if (asked !== null && asked > policy.retryAfterCapMs) {
      hooks.onRetry?.({ ...told, delayMs: 0 });
      context.onSpent(clock.now() + Math.min(asked, longestWaitMs));
      continue;
    }
    // The server's own pause is kept to the millisecond; only our own pauses are randomized.
    const delay = asked === null ? ownDelay(count, context) : Math.min(asked, policy.retryAfterCapMs);
    const unreachable = fault.kind === "network" || fault.kind === "timeout";
    unreachableMs = unreachable ? unreachableMs + fault.tookMs + delay : 0;
    if (unreachableMs >= policy.giveUpAfterMs) throw faultToError(fault, request, attempts);
    logger.debug(`${request.label}: ${fault.reason}, again in ${String(Math.round(delay))} ms`);
    hooks.onRetry?.({ ...told, delayMs: delay });
    hooks.onWait?.({ reason: "retry", ms: delay, until: new Date(clock.now() + delay) });
    await clock.sleep(delay, request.signal);
  }
}

function allowed(
  kind: Exclude<Fault["kind"], "refused">,
  request: RetryRequest,
  policy: RetryPolicy,
): number {
  if (kind === "unauthorized") return 2;
  return request.attempts?.[kind] ?? policy.attempts[kind];
}

/** Exponential with full jitter, so that clients that failed together do not retry together. */
function ownDelay(count: number, { random, policy }: RetryContext): number {
  return random() * Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (count - 1));
}
