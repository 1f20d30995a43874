import type { Clock } from "../clock.js";
import { BudgetError } from "../errors/index.js";
import type { Logger } from "../logger.js";
import type { Budget, BudgetUsage } from "./limits/budget.js";
import { classify, type Parsed } from "./retry/classify.js";
import type { Outcome, RawAnswer } from "./retry/fault.js";
import { showPath, type Hooks } from "./hooks.js";
import { createLimiter, sharedLimiter } from "./limits/limiter.js";
import { toRateHeaders } from "./limits/rate-headers.js";
import { retry, type RetryContext } from "./retry/retry.js";
import { toRetryPolicy, type RetryOptions, type RetryPolicy } from "./retry/retry-policy.js";
import { createSend, type SendRequest } from "./send.js";
import { createServerClock, type ServerClock } from "./limits/server-clock.js";
import { createSpend } from "./limits/spend.js";
import { type TokenProvider, createTokenSource, type TokenSource } from "./token/token-source.js";

export interface TransportOptions {
  /** Without a slash at its end. */
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
  readonly userAgent: string;
  readonly timeoutMs: number;
  readonly whenSpent: "throw" | "wait";
  readonly maxHits: number;
  readonly reserve: number;
  readonly retry: RetryOptions;
  readonly credentials:
    { readonly clientId: string; readonly secrets: readonly string[] } | { readonly provider: TokenProvider };
  readonly budget: Budget;
  readonly hooks: Hooks;
}

/** A GET of the API. */
interface ApiRequest {
  /** Path with the encoded query. */
  readonly target: string;
  /** Path with the decoded query, for errors and meta. */
  readonly path: string;
  /** `GET /v2/locations page 7`. */
  readonly label: string;
  readonly attempts?: Partial<RetryPolicy["attempts"]> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What an application has used and may use. */
export interface Usage extends BudgetUsage {
  /** Requests of this client that count against the rate limit. */
  readonly hits: number;
  /** Bytes of response bodies, uncompressed. */
  readonly bytes: number;
}

export interface Transport {
  /** @throws AuthError, HttpError, RateLimitError, NetworkError, BudgetError, AbortedError */
  get(request: ApiRequest): Promise<Parsed>;
  readonly usage: Usage;
  readonly serverClock: ServerClock;
  /** Requests a token when there is none yet; true when that may have set the server's clock. */
  prepare(signal?: AbortSignal): Promise<boolean>;
  readonly secretValidUntil: Date | null;
}

/**
 * `retry( limiter( auth( send ) ) )`. Auth is innermost: a token attached before an hour in the limiter's
 * queue would be expired when it is sent. But it is requested before the limiter, so that no released request
 * waits for it. The retry after a 401 goes through the limiter too.
 */
export function createTransport(options: TransportOptions): Transport {
  const { clock, budget, hooks, logger, url, timeoutMs } = options;
  const sendUntold = createSend(options);
  const serverClock = createServerClock(clock);
  const context: RetryContext = {
    clock,
    logger,
    hooks,
    random: options.random,
    policy: toRetryPolicy(options.retry),
    onSpent: (until) => {
      budget.exhausted(new Date(until));
    },
  };
  const own = "provider" in options.credentials ? undefined : ownTokens(options.credentials);
  // the other half of the union
  const tokens: TokenProvider = own ?? (options.credentials as { provider: TokenProvider }).provider;
  const spending = createSpend({ ...options, prepare: async (signal) => own?.token(signal) });
  let bytes = 0;

  /** Sends a request and calls the hooks for it and its answer. */
  async function send(request: SendRequest, shown: string, waitedMs: number): Promise<Outcome<RawAnswer>> {
    const { method } = request;
    const path = showPath(shown);
    hooks.onRequest?.({ method, path, waitedMs });
    const sent = await sendUntold(request);
    if (!sent.ok) return sent;
    const { status, headers, bytes, sentAt, receivedAt } = sent.value;
    hooks.onResponse?.({
      method,
      path,
      status,
      bytes,
      tookMs: receivedAt - sentAt,
      remainingThisHour: toRateHeaders(headers, status, sentAt).remainingThisHour,
    });
    return sent;
  }

  function ownTokens(credentials: {
    readonly clientId: string;
    readonly secrets: readonly string[];
  }): TokenSource {
    return createTokenSource({
      ...credentials,
      send: (request) => send(request, "/oauth/token", 0),
      url,
      timeoutMs,
      clock,
      logger,
      retry: { ...context, onSpent: refuseToken },
      onAnswer: (answer) => {
        serverClock.observe(answer.headers, answer.receivedAt);
      },
    });
  }

  return {
    get: async (request) => {
      const { signal } = request;
      let refreshed = false;
      const attempt = async (timeRemainingMs: number): Promise<Outcome<Parsed>> => {
        const waitedMs = await spending.spend(signal);
        const token = await tokens.token(signal);
        const sent = await send(
          {
            method: "GET",
            url: `${url}${request.target}`,
            headers: { authorization: `Bearer ${token}` },
            timeoutMs: Math.min(timeoutMs, timeRemainingMs),
            signal,
          },
          request.path,
          waitedMs,
        );
        if (!sent.ok) return sent;
        bytes += sent.value.bytes;
        serverClock.observe(sent.value.headers, sent.value.receivedAt);
        budget.observe(toRateHeaders(sent.value.headers, sent.value.status, sent.value.sentAt));
        const outcome = classify(sent.value);
        if (!outcome.ok && outcome.fault.kind === "unauthorized" && !refreshed) {
          refreshed = true;
          await tokens.refused(token, signal);
        }
        return outcome;
      };
      return retry(attempt, request, context);
    },
    prepare: async (signal) => {
      await own?.token(signal);
      return own !== undefined;
    },
    serverClock,
    get usage() {
      return { ...budget.usage, hits: spending.hits, bytes };
    },
    get secretValidUntil() {
      return own?.secretValidUntil ?? null;
    },
  };
}

/** The token endpoint asks for a long wait: nothing can be sent until then, whatever remains of the hour. */
function refuseToken(until: number): never {
  const resetsAt = new Date(until);
  throw new BudgetError("POST /oauth/token: 429", {
    limit: "hour",
    resetsAt,
    hint: `try again after ${resetsAt.toISOString()}`,
  });
}

/**
 * The default budget: shared by the clients of this process, or the client's own where the application has no
 * name.
 */
export function defaultBudget(clock: Clock, url: string, applicationId: string | undefined): Budget {
  return applicationId === undefined ? createLimiter(clock) : sharedLimiter(clock, url, applicationId);
}
