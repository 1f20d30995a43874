import { createClient, type Budget, type Client, type Clock, type RetryOptions } from "@42sync/core";
import type { ApiSettings } from "../config/credentials.js";
import { tellClient } from "./tell-client.js";

export interface OpenClientInput {
  readonly api: ApiSettings;
  readonly version: string;
  /** Says a line of what the client does. */
  readonly say: (line: string) => void;
  /** Whether every request is one. */
  readonly debug: boolean;
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch | undefined;
  /** Most hits that may be spent; undefined: as many as the application has. */
  readonly maxHits: number | undefined;
  /** Hits of each hour that are left for others. */
  readonly reserve?: number | undefined;
  /** Where hits are taken from; undefined: this process counts alone. */
  readonly budget?: Budget | undefined;
  /** Sleep to the next hour instead of ending when the hour's hits are spent. */
  readonly wait: boolean;
  /** Tries and pauses; undefined: the client's own. */
  readonly retry?: RetryOptions | undefined;
}

/** A client of the API that the settings name. */
export function openClient({ api, version, say, debug, clock, fetch, maxHits, reserve, budget, wait, retry }: OpenClientInput): Client {
  return createClient({
    clientId: api.clientId,
    clientSecret: api.clientSecret,
    ...(api.nextClientSecret === undefined ? {} : { nextClientSecret: api.nextClientSecret }),
    url: api.url,
    userAgent: `42sync/${version}`,
    ...tellClient(say, debug),
    clock,
    whenSpent: wait ? "wait" : "throw",
    ...(fetch === undefined ? {} : { fetch }),
    ...(reserve === undefined ? {} : { reserve }),
    ...(budget === undefined ? {} : { budget }),
    ...(retry === undefined ? {} : { retry }),
    ...(maxHits === undefined ? {} : { maxHits }),
  });
}
