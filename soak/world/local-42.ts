import {
  AbortedError,
  createClient,
  endpoints,
  type AnyEndpoint,
  type Client,
  type Clock,
} from "@42sync/core";
import { tables, type Scope } from "@42sync/core/tables";
import { clientSource, driftSource, makePlan, runPlan } from "@42sync/core/internal";
import type { Mirrored } from "@42sync/core/tables";
import { type Policy, type RunReport, type Store } from "@42sync/core/sync";
import { createSandbox, DEMO_APPLICATION, type Sandbox, type SandboxApplication } from "@42sync/sandbox";

/** A clock that jumps over every wait; the server's runs with it. */
interface JumpingClock extends Clock {
  pass(ms: number): void;
}

function createJumpingClock(start: number): JumpingClock {
  let now = start;
  return {
    now: () => now,
    pass: (ms) => {
      now += ms;
    },
    sleep: async (ms, signal) => {
      if (signal?.aborted === true) throw new AbortedError("the wait was aborted");
      now += Math.max(0, ms);
      await Promise.resolve();
    },
  };
}

export interface Local42Options {
  readonly seed: number;
  /** Students. */
  readonly size: number;
  /** Rows a page, so that few rows are many pages. */
  readonly pageSize: number;
  readonly scope: Scope;
  /** Tables that are not mirrored. @default none */
  readonly except?: readonly string[];
  /** Called before each request to a list is answered, with its number. */
  readonly onHit?: (local: Local42, hit: number) => void;
  readonly application?: Partial<SandboxApplication>;
}

/** A local 42 with a clock that jumps, and what a run of the engine needs. */
export interface Local42 {
  readonly sandbox: Sandbox;
  readonly clock: JumpingClock;
  readonly scope: Scope;
  readonly mirrored: readonly Mirrored[];
  /** The sandbox's, hits counted. */
  readonly fetch: typeof globalThis.fetch;
  /** Hits so far. */
  readonly hits: number;
  /** A client of a process of its own. */
  client(options?: RunOptions): Client;
  /** A process of its own: its client knows nothing of those before. */
  run(store: Store, policy: Policy, options?: RunOptions): Promise<RunReport>;
}

interface RunOptions {
  /** The local clock, when it is not the one that the server's runs with. */
  readonly clock?: Clock;
  readonly fetch?: typeof globalThis.fetch;
}

const start = Date.parse("2026-11-23T08:00:00Z");

export function createLocal42(options: Local42Options): Local42 {
  const { seed, size, pageSize, scope } = options;
  const clock = createJumpingClock(start);
  const application = { ...DEMO_APPLICATION, perSecond: 1_000, perHour: 1_000_000, ...options.application };
  const sandbox = createSandbox({
    seed,
    size,
    now: new Date(start),
    clock: () => clock.now(),
    applications: [application],
  });
  let hits = 0;
  const fetch: typeof globalThis.fetch = (input, init) => {
    const path = new URL(input instanceof Request ? input.url : String(input)).pathname;
    if (path.startsWith("/v2/")) {
      hits += 1;
      options.onHit?.(local, hits);
    }
    return sandbox.fetch(input, init);
  };
  const mirrored = mirroredIn(pageSize, options.except);
  const local: Local42 = {
    sandbox,
    clock,
    scope,
    mirrored,
    fetch,
    get hits() {
      return hits;
    },
    client: (own = {}) =>
      createClient({
        ...application,
        fetch: own.fetch ?? fetch,
        clock: own.clock ?? clock,
        random: () => 0.5,
      }),
    run: (store, policy, own = {}) =>
      runEngine({ client: local.client(own), store, policy, scope, mirrored, clock: own.clock ?? clock }),
  };
  return local;
}

/** Every mirrored table but some, in pages of so many rows. */
export function mirroredIn(pageSize: number, except: readonly string[] = []): readonly Mirrored[] {
  return Object.values(tables)
    .filter((table) => !except.includes(table.name))
    .map((table) => ({ table, endpoint: withPages(table.resource, pageSize) }));
}

export interface EngineRun {
  readonly client: Client;
  readonly store: Store;
  readonly policy: Policy;
  readonly scope: Scope;
  readonly mirrored: readonly Mirrored[];
  readonly clock: Clock;
}

/** Runs a policy as the pipelines do, over tables of one's own choice. */
export function runEngine({ client, store, policy, scope, mirrored, clock }: EngineRun): Promise<RunReport> {
  const source = driftSource(clientSource(client), { mirrored, scope });
  return runPlan({
    source,
    store,
    clock,
    name: policy.name,
    plan: async () => makePlan({ policy, mirrored, store, scope, now: await source.serverNow() }),
  });
}

function withPages(resource: string, pageSize: number): AnyEndpoint {
  const endpoint: AnyEndpoint | undefined = Object.values(endpoints).find((one) => one.name === resource);
  if (endpoint === undefined) throw new TypeError(`no endpoint is declared for the resource ${resource}`);
  return { ...endpoint, pageSize: Math.min(pageSize, endpoint.pageSize) };
}
