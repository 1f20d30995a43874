import { createSandbox, DEMO_APPLICATION, type Sandbox } from "@42sync/sandbox";
import { createClient, endpoints, systemClock, type AnyEndpoint, type Client } from "../../../src/index.js";
import { tables, type Scope } from "../../../src/tables.js";
import { clientSource, makePlan, runPlan, verify, type VerifyInput } from "../../../src/internal.js";
import type { Mirrored } from "../../../src/tables.js";
import {
  createMemoryStore,
  type MemoryStore,
  type VerifiedTable,
  type VerifyReport,
} from "../../../src/sync/index.js";
import { randomOf } from "./one-list.js";

const mirrored: readonly Mirrored[] = Object.values(tables).map((table) => ({
  table,
  endpoint: Object.values(endpoints).find((endpoint) => endpoint.name === table.resource) as AnyEndpoint,
}));

const application = { ...DEMO_APPLICATION, perSecond: 1000, perHour: 1_000_000 };

/** A sandbox and its copy in memory. */
export interface Copied42 {
  readonly sandbox: Sandbox;
  readonly store: MemoryStore;
  readonly scope: Scope;
  /** Compares the copy, with a client that begins anew. */
  verify(options?: Partial<VerifyInput>): Promise<VerifyReport>;
  /** Brings the copy up to date. */
  run(): Promise<void>;
}

export interface Copy42Options {
  /** @default every campus */
  readonly campusIds?: readonly number[];
  /** Tables to copy. @default all */
  readonly only?: readonly string[];
}

/** Makes a sandbox and a copy of it. */
export async function copy42(size: number, { campusIds = [], only }: Copy42Options = {}): Promise<Copied42> {
  const sandbox = createSandbox({ size, seed: 7, applications: [application] });
  const store = createMemoryStore();
  const scope: Scope = { cursusId: 21, campusIds };
  const client = (): Client =>
    createClient({
      ...application,
      fetch: sandbox.fetch,
      clock: { ...systemClock },
      retry: { attempts: { "500": 1, network: 1 } },
    });
  const copied: Copied42 = {
    sandbox,
    store,
    scope,
    verify: (options = {}) =>
      verify({
        source: clientSource(client()),
        store,
        mirrored,
        scope,
        budget: 1000,
        marginMs: 0,
        random: randomOf(1),
        ...options,
      }),
    run: async () => {
      const source = clientSource(client());
      const policy = { name: "test", fullUpToPages: 5, referenceTtlMs: 0, marginMs: 300_000, refreshHits: 0 };
      await runPlan({
        source,
        store,
        clock: systemClock,
        name: "test",
        plan: async () =>
          makePlan({
            policy,
            mirrored,
            store,
            scope,
            now: await source.serverNow(),
            ...(only === undefined ? {} : { options: { only } }),
          }),
      });
    },
  };
  await copied.run();
  return copied;
}

/** What was found out about one table. */
export function of(report: VerifyReport, table: string): VerifiedTable {
  const found = report.tables.find((one) => one.table === table);
  if (found === undefined) throw new Error(`${table} was not verified`);
  return found;
}
