import type { Clock } from "../../clock.js";
import type { Logger } from "../../logger.js";
import type { Budget, Hooks, RetryOptions, TokenProvider } from "../../transport/index.js";
import type { InvalidItem } from "../page.js";

/** Who asks: an application's id and secret. */
export interface Credentials {
  /** The application's UID, `u-s4t2ud-…`. */
  readonly clientId: string;
  /** The application's secret, `s-s4t2ud-…`. It is sent to the token endpoint only, and shown nowhere. */
  readonly clientSecret: string;
  /**
   * Used when the secret is refused: 42 rotates secrets about monthly, and the next one can be generated
   * ahead of time.
   */
  readonly nextClientSecret?: string;
  readonly token?: never;
  readonly applicationId?: never;
}

/** Who asks: tokens of your own. */
export interface OwnTokens {
  readonly token: TokenProvider;
  /**
   * Names the application, so that the clients of this process count its requests together.
   * @default this client counts alone
   */
  readonly applicationId?: string;
  readonly clientId?: never;
  readonly clientSecret?: never;
  readonly nextClientSecret?: never;
}

/** Everything about a client except its credentials; all of it has a default. */
export interface ClientSettings extends Hooks {
  /** The API's address. @default "https://api.intra.42.fr" */
  readonly url?: string;
  /** @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch;
  /** Time and waiting. @default the machine's clock */
  readonly clock?: Clock;
  /** Between 0 and 1, for the spread of pauses. @default Math.random */
  readonly random?: () => number;
  /** @default silent */
  readonly logger?: Logger;
  /**
   * Always sent: without one, a gate in front of the API answers with a challenge page (reported 2025).
   * @default "42sync/<version> (+https://github.com/42sync/42sync)"
   */
  readonly userAgent?: string;
  /**
   * When the hourly limit is reached: throw BudgetError, whose `resetsAt` says when the next hits are
   * available, or sleep until then.
   * @default "throw"
   */
  readonly whenSpent?: "throw" | "wait";
  /**
   * Most requests in this client's lifetime; then BudgetError with limit `max hits`.
   * @default no maximum
   */
  readonly maxHits?: number;
  /** Requests of each hour that this client leaves for other users of the application. @default 0 */
  readonly reserve?: number;
  /** Requests in flight where a list is long: two fill 97 % of the rate, one 87 %. 1 to 32. @default 2 */
  readonly lanes?: number;
  /** One request may take this long, body included. Milliseconds. @default 30_000 */
  readonly timeoutMs?: number;
  /** Attempts for each kind of fault, and pauses. See `RetryPolicy` for the defaults. */
  readonly retry?: RetryOptions;
  /**
   * An invalid item: throw SchemaError, or call this function and continue without it.
   * @default "throw"
   */
  readonly onInvalid?: "throw" | ((invalidItem: InvalidItem) => void);
  /**
   * Where hits are taken from.
   * @default a limiter that the clients of this process share, by clock, url and application
   */
  readonly budget?: Budget;
}

/** How a client is made. */
export type ClientOptions = ClientSettings & (Credentials | OwnTokens);
