import { systemClock } from "../../clock.js";
import { ConfigError } from "../../errors/index.js";
import { silentLogger } from "../../logger.js";
import { defaultBudget, type Hooks, type TransportOptions } from "../../transport/index.js";
import { version } from "../../version.js";
import type { ClientOptions } from "./client-options.js";
import type { OnInvalid } from "../query/query.js";
import { isLanes } from "./read-settings.js";

export interface ReadOptions {
  readonly transport: TransportOptions;
  readonly lanes: number;
  readonly onInvalid: OnInvalid;
}

/** The options with their defaults. @throws ConfigError, which never shows a secret */
export function readOptions(options: ClientOptions): ReadOptions {
  const {
    clock = systemClock,
    lanes = 2,
    timeoutMs = 30_000,
    maxHits = Infinity,
    reserve = 0,
    whenSpent = "throw",
    onInvalid = "throw",
  } = options;
  const url = readUrl(options.url ?? "https://api.intra.42.fr");
  const credentials = readCredentials(options);
  if (!isLanes(lanes)) throw new ConfigError("lanes: a whole number from 1 to 32");
  if (!(timeoutMs > 0)) throw new ConfigError("timeoutMs: milliseconds, more than 0");
  if (!(maxHits >= 0)) throw new ConfigError("maxHits: a number of requests");
  if (!(Number.isInteger(reserve) && reserve >= 0))
    throw new ConfigError("reserve: a whole number of requests from 0");
  return {
    lanes,
    onInvalid,
    transport: {
      url,
      clock,
      credentials,
      timeoutMs,
      maxHits,
      reserve,
      whenSpent,
      fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
      random: options.random ?? Math.random,
      logger: options.logger ?? silentLogger,
      userAgent: options.userAgent ?? `42sync/${version} (+https://github.com/42sync/42sync)`,
      retry: options.retry ?? {},
      hooks: readHooks(options),
      budget: options.budget ?? defaultBudget(clock, url, options.clientId ?? options.applicationId),
    },
  };
}

function readHooks({ onRequest, onResponse, onRetry, onWait }: ClientOptions): Hooks {
  return {
    ...(onRequest === undefined ? {} : { onRequest }),
    ...(onResponse === undefined ? {} : { onResponse }),
    ...(onRetry === undefined ? {} : { onRetry }),
    ...(onWait === undefined ? {} : { onWait }),
  };
}

function readUrl(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (
    parsed === undefined ||
    !/^https?:$/.test(parsed.protocol) ||
    parsed.username !== "" ||
    parsed.password !== "" ||
    parsed.search !== "" ||
    parsed.hash !== ""
  ) {
    throw new ConfigError("url: must be an http or https address without user, query or fragment", {
      hint: "the default is https://api.intra.42.fr",
    });
  }
  return parsed.href.replace(/\/+$/, "");
}

function readCredentials(options: ClientOptions): TransportOptions["credentials"] {
  const { clientId, clientSecret, nextClientSecret, token } = options;
  if (token !== undefined) {
    if (clientId !== undefined || clientSecret !== undefined)
      throw new ConfigError("pass either token or clientId and clientSecret, not both");
    return { provider: token };
  }
  const hint = "make an application on the intranet: https://profile.intra.42.fr/oauth/applications/new";
  if (typeof clientId !== "string" || clientId.trim() === "")
    throw new ConfigError("clientId is missing", { hint });
  if (typeof clientSecret !== "string" || clientSecret.trim() === "")
    throw new ConfigError("clientSecret is missing", { hint });
  const next =
    typeof nextClientSecret === "string" && nextClientSecret.trim() !== "" ? [nextClientSecret] : [];
  return { clientId, secrets: [clientSecret, ...next] };
}
