import type { FaultQueue } from "./faults/fault-queue.js";
import type { RateWindows } from "./http/rate-windows.js";
import type { FindRoute } from "./http/routes.js";
import type { Applications } from "./oauth/applications.js";
import type { Tokens } from "./oauth/tokens.js";
import type { ResultCache } from "./query/result-cache.js";
import type { RequestRecord } from "./sandbox-options.js";
import type { ServerClock } from "./server-clock.js";
import type { World } from "./store/world.js";

/** The state of a sandbox. */
export interface SandboxState {
  readonly clock: ServerClock;
  readonly applications: Applications;
  readonly tokens: Tokens;
  readonly rateWindows: RateWindows;
  readonly faults: FaultQueue;
  readonly findRoute: FindRoute;
  readonly cache: ResultCache;
  readonly retryAfter: boolean;
  readonly latencyMs: number | ((request: Request) => number);
  readonly requests: RequestRecord[];
  /** The number of all requests so far, including those no longer recorded. */
  count: number;
  /** Replaced when rows are loaded. */
  world: World;
}
