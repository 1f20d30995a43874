import { DEMO_APPLICATION } from "./demo-application.js";
import { ALL_ENDPOINTS } from "./endpoints/all-endpoints.js";
import { createFaultQueue } from "./faults/fault-queue.js";
import { generateWorld } from "./generate/generate-world.js";
import { createRateWindows } from "./http/rate-windows.js";
import { receive } from "./http/receive.js";
import { createRoutes } from "./http/routes.js";
import { createLife } from "./life/create-life.js";
import { createApplications } from "./oauth/applications.js";
import { createTokens } from "./oauth/tokens.js";
import { parseDuration } from "./parse-duration.js";
import { createResultCache } from "./query/result-cache.js";
import { createRandom } from "./random.js";
import { SandboxError } from "./sandbox-error.js";
import type { RecordedData, Sandbox, SandboxOptions } from "./sandbox-options.js";
import type { SandboxState } from "./sandbox-state.js";
import { createServerClock } from "./server-clock.js";
import { loadRecorded, type LoadedWorld } from "./store/load-recorded.js";
import { insertRow, removeRow, shownRows, updateRow } from "./store/mutate-rows.js";

const URL_OF_42 = "https://api.intra.42.fr";

/** A Monday morning in the generated world. */
const DEFAULT_NOW = "2026-11-23T08:00:00Z";

const toInstant = (time: Date | string): number => {
  const instant = new Date(time).getTime();
  if (Number.isNaN(instant)) throw new SandboxError("E_SANDBOX_DATA", `"${String(time)}" isn't a valid time`);
  return instant;
};

/**
 * Creates a local 42. Nothing leaves the process, and the same seed gives the same world.
 * @example
 * const sandbox = createSandbox({ seed: 1 });
 * const answer = await sandbox.fetch("/oauth/token", { method: "POST", body: new URLSearchParams({
 * grant_type: "client_credentials", client_id: DEMO_APPLICATION.clientId, client_secret:
 * DEMO_APPLICATION.clientSecret }) });
 * @throws SandboxError E_SANDBOX_DATA
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { seed = 42, size = 200, clock = Date.now, data } = options;
  const start = toInstant(options.now ?? data?.now ?? DEFAULT_NOW);
  const make = (rows: RecordedData | undefined): LoadedWorld =>
    rows === undefined
      ? { world: generateWorld({ seed, size, now: start }, ALL_ENDPOINTS), ignored: [] }
      : loadRecorded(rows, ALL_ENDPOINTS);
  let { world, ignored } = make(data);
  const serverClock = createServerClock(start, clock);
  const life = createLife(createRandom(seed + 1));
  const state: SandboxState = {
    clock: serverClock,
    applications: createApplications(options.applications ?? [DEMO_APPLICATION]),
    tokens: createTokens(seed, options.tokenLifeSeconds ?? 7200),
    rateWindows: createRateWindows(),
    faults: createFaultQueue(createRandom(seed + 2)),
    findRoute: createRoutes(ALL_ENDPOINTS),
    cache: createResultCache(),
    retryAfter: options.retryAfter ?? true,
    latencyMs: options.latencyMs ?? 0,
    requests: [],
    count: 0,
    world,
  };
  return {
    url: URL_OF_42,
    fetch: async (input, init) => {
      const signal = init?.signal ?? (input instanceof Request ? input.signal : null);
      const request =
        input instanceof Request
          ? new Request(input, init)
          : new Request(new URL(input, URL_OF_42), { ...init, signal: null });
      return receive(request, signal, state);
    },
    get now() {
      return new Date(serverClock.now());
    },
    advance: (duration) => {
      const milliseconds = parseDuration(duration);
      const from = serverClock.now();
      serverClock.advance(milliseconds);
      return life.live(state.world, from, milliseconds);
    },
    rows: (resource) => shownRows(state.world, resource),
    insert: (resource, row) => {
      insertRow(state.world, resource, row, serverClock.now());
    },
    update: (resource, id, change, { touch = true } = {}) => {
      updateRow(state.world, resource, id, { row: change, touch, now: serverClock.now() });
    },
    remove: (resource, id) => {
      removeRow(state.world, resource, id);
    },
    load: (rows) => {
      ({ world, ignored } = make(rows));
      state.world = world;
      state.cache.clear();
      if (rows.now !== undefined) serverClock.set(toInstant(rows.now));
    },
    get ignored() {
      return ignored;
    },
    fault: (fault) => state.faults.add(fault),
    get requests() {
      return state.requests;
    },
    clearRequests: () => {
      state.requests.length = 0;
    },
    rotateSecret: (clientId) => {
      state.applications.rotate(clientId);
    },
    expireToken: (clientId) => {
      state.tokens.expire(state.applications.get(clientId), serverClock.now());
    },
  };
}
