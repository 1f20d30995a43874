import { systemClock, type Clock } from "../clock.js";
import { BudgetError, ConfigError } from "../errors/index.js";
import { silentLogger, type Logger } from "../logger.js";
import type { AnyEndpoint } from "../resource/index.js";
import { endpoints } from "../resources/index.js";
import type { Budget, BudgetUsage, WhenSpent } from "../transport/budget.js";
import { createRequester, type RequestJson } from "../transport/request.js";
import { defaultRetryPolicy, type RetryPolicy } from "../transport/retry-policy.js";
import { createSend } from "../transport/send.js";
import { sharedLimiter } from "../transport/shared-limiter.js";
import { createClientCredentials, type TokenProvider } from "../transport/token.js";
import { version } from "../version.js";
import { address, label } from "./address.js";
import { createAskPage } from "./ask-page.js";
import { Journal } from "./journal.js";
import type { Page } from "./page.js";
import type { OnInvalid } from "./query.js";
import { createResourceClient, type ResourceClient } from "./resource-client.js";
import { numbered } from "./traversal/numbered.js";
import { UnknownFieldCounter, type UnknownFields } from "./unknown-fields.js";

export interface ClientOptions {
  /** The application's id (`u-s4t2ud-…`); not needed with a `token` provider of one's own. */
  readonly clientId?: string;
  /** The application's secret (`s-s4t2ud-…`). */
  readonly clientSecret?: string;
  /** The next secret, tried when the first is refused: 42 rotates secrets about monthly. */
  readonly nextClientSecret?: string;
  /** Where tokens come from instead. */
  readonly token?: TokenProvider;
  /** Names the application whose limits are shared by the clients of this process. @default clientId */
  readonly applicationId?: string;
  /** @default "https://api.intra.42.fr" */
  readonly url?: string;
  /** @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch;
  /** @default the machine's clock */
  readonly clock?: Clock;
  /** Numbers from 0 to 1, for the jitter of waits. @default Math.random */
  readonly random?: () => number;
  /** @default says nothing */
  readonly logger?: Logger;
  /** Always sent: without one, 42's proxy answers a challenge page. @default "42sync/<version>" */
  readonly userAgent?: string;
  /** When the hour's requests are spent: throw BudgetError, or sleep until 42's next clock hour. @default "throw" */
  readonly whenSpent?: WhenSpent;
  /** Requests that this client may send in its life; then BudgetError. @default no maximum */
  readonly maxHits?: number;
  /** Requests in flight at most. @default 2, which fills an ordinary application's rate */
  readonly lanes?: number;
  /** How long one request may take, in milliseconds. @default 30_000 */
  readonly timeoutMs?: number;
  /** @default see `defaultRetryPolicy` */
  readonly retry?: Partial<RetryPolicy>;
  /** What becomes of an item that does not fit its declaration. @default "throw" */
  readonly onInvalid?: OnInvalid;
  /** The application's rate windows. @default shared by the clients of this process */
  readonly budget?: Budget;
}

/** What was asked so far, and what may still be asked. */
export interface Usage extends BudgetUsage {
  /** Requests that counted, retries included. */
  readonly hits: number;
  /** Length of all bodies, in characters. */
  readonly bytes: number;
  /** Over the last minute. */
  readonly requestsPerSecond: number;
}

/** What a client can do beside its resources. */
export interface ClientCore {
  /** Any path: `client.get("/v2/campus/12/stats")`. One hit. @throws HttpError and the rest of the transport's errors */
  get(path: string, options?: { readonly query?: Readonly<Record<string, string | number>>; readonly signal?: AbortSignal }): Promise<unknown>;
  /** Any list by page numbers, each id once; nothing is known of it, so rows that move meanwhile may be missed. */
  pages(path: string, options?: { readonly query?: Readonly<Record<string, string | number>>; readonly pageSize?: number; readonly signal?: AbortSignal }): AsyncIterable<Page<unknown>>;
  /** The client of a declared endpoint, one's own included. */
  resource<E extends AnyEndpoint>(endpoint: E): ResourceClient<E>;
  readonly usage: Usage;
  /** Until when the application's secret is good; null when 42 did not say. */
  readonly secretValidUntil: Date | null;
  /** The server's clock. Costs no hit, but with a token provider of one's own and before any answer: then one. */
  serverNow(signal?: AbortSignal): Promise<Date>;
  /** Fields that 42 sends and no declaration names. */
  readonly unknownFields: UnknownFields;
}

/** The 42 API: a property for each resource, and any path. */
export type Client = ClientCore & { readonly [Name in keyof typeof endpoints]: ResourceClient<(typeof endpoints)[Name]> };

/**
 * Makes a client of the 42 API: typed, streaming, within the application's limits.
 *
 * @example
 * const client = createClient({ clientId, clientSecret });
 * for await (const user of client.users.items({ under: { cursus: 21 } })) console.log(user.login);
 * @throws ConfigError when neither credentials nor a token provider are given, or the address is none.
 */
export function createClient(options: ClientOptions): Client {
  const core = createCore(options);
  const resources = Object.fromEntries(Object.entries(endpoints).map(([name, endpoint]) => [name, core.resource(endpoint as AnyEndpoint)]));
  // Getters such as `usage` must stay getters, so the resources are added to the core instead of copying it.
  return Object.assign(core, resources) as unknown as Client; // one property for each entry of `endpoints`, by construction
}

function createCore(options: ClientOptions): ClientCore {
  const clock = options.clock ?? systemClock;
  const url = baseUrl(options.url ?? "https://api.intra.42.fr");
  const journal = new Journal(clock);
  const userAgent = options.userAgent ?? `42sync/${version}`;
  const timeoutMs = options.timeoutMs ?? 30_000;
  const logger = options.logger ?? silentLogger;
  const send = createSend(options.fetch ?? globalThis.fetch, clock);
  let secretValidUntil: Date | null = null;
  const tokens = options.token ?? createClientCredentials({
    ...credentials(options),
    url, send, clock, logger, userAgent, timeoutMs,
    onReply: (reply) => { journal.see(reply); },
    onSecretValidUntil: (until) => { secretValidUntil = until; },
  });
  const budget = options.budget ?? sharedLimiter(clock, url, options.applicationId ?? options.clientId ?? "");
  const request: RequestJson = createRequester({
    url, send, tokens, budget, clock, logger, userAgent, timeoutMs,
    random: options.random ?? Math.random,
    retry: { ...defaultRetryPolicy, ...options.retry, tries: { ...defaultRetryPolicy.tries, ...options.retry?.tries } },
    whenSpent: options.whenSpent ?? "throw",
    checkHits: () => { checkHits(journal.hits, options.maxHits); },
    onSend: () => { journal.hit(); },
    onReply: (reply) => { journal.see(reply); journal.bytes += reply.bytes; },
  });
  const ask = createAskPage(request);
  const unknown = new UnknownFieldCounter();
  const parts = { request, ask, lanes: options.lanes ?? 2, onInvalid: options.onInvalid ?? "throw", unknown } as const;
  return {
    get: async (path, { query = {}, signal } = {}) => (await request(address(path, Object.entries(query)), label(path, Object.entries(query)), signal)).json,
    pages: async function* (path, { query = {}, pageSize = 100, signal } = {}) {
      for await (const { page, resume } of numbered({ ask, path, parameters: Object.entries(query), pageSize, from: 1, signal })) {
        yield { items: page.raw, misfits: [], meta: page.meta, resume };
      }
    },
    resource: (endpoint) => createResourceClient(endpoint, parts),
    get usage() {
      return { ...budget.usage, hits: journal.hits, bytes: journal.bytes, requestsPerSecond: journal.perSecond() };
    },
    get secretValidUntil() {
      return secretValidUntil;
    },
    serverNow: async (signal) => {
      if (journal.serverNow() === undefined) await tokens.token();
      if (journal.serverNow() === undefined) await request("/v2/cursus?page%5Bsize%5D=1", "GET /v2/cursus", signal);
      return journal.serverNow() ?? new Date(clock.now());
    },
    get unknownFields() {
      return unknown.snapshot();
    },
  };
}

function baseUrl(text: string): string {
  if (!URL.canParse(text)) throw new ConfigError(`${text} is not an address`, { hint: "give the API's address, such as https://api.intra.42.fr" });
  return text.replace(/\/+$/, "");
}

function credentials(options: ClientOptions): { clientId: string; secrets: readonly string[] } {
  const { clientId, clientSecret, nextClientSecret } = options;
  if (clientId === undefined || clientId === "" || clientSecret === undefined || clientSecret === "") {
    throw new ConfigError("the application's id and secret are missing", {
      hint: "make an application at https://profile.intra.42.fr/oauth/applications/new and give clientId and clientSecret, or a token provider",
    });
  }
  return { clientId, secrets: [clientSecret, ...(nextClientSecret === undefined || nextClientSecret === "" ? [] : [nextClientSecret])] };
}

function checkHits(hits: number, maxHits: number | undefined): void {
  if (maxHits === undefined || hits < maxHits) return;
  throw new BudgetError(`the ${String(maxHits)} requests that this run may send are spent`, { resetsAt: null, context: { maxHits }, hint: "run again to go on, or allow more" });
}
