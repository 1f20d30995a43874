import { DEMO_APPLICATION, type Sandbox } from "@42sync/sandbox";
import { createClient, endpoints, systemClock, type AnyEndpoint, type Client } from "../../src/index.js";
import { toRow, clientSource, makePlan, runPlan } from "../../src/internal.js";
import type { Mirrored } from "../../src/tables.js";
import { tables, type Scope } from "../../src/tables.js";
import type { MemoryStore, RunEvent, RunReport } from "../../src/sync/index.js";

const mirrored: readonly Mirrored[] = Object.values(tables).map((table) => ({
  table,
  endpoint: Object.values(endpoints).find((endpoint) => endpoint.name === table.resource) as AnyEndpoint,
}));

export const everywhere: Scope = { cursusId: 21, campusIds: [] };

export const application = { ...DEMO_APPLICATION, perSecond: 1000, perHour: 1_000_000 };

export function clientOf(sandbox: Sandbox): Client {
  return createClient({ ...application, fetch: sandbox.fetch, clock: { ...systemClock } });
}

export function run(
  client: Client,
  store: MemoryStore,
  scope: Scope,
  fullUpToPages: number,
  onEvent: (event: RunEvent) => void = () => undefined,
  finish?: AbortSignal,
  refreshHits = 0,
): Promise<RunReport> {
  const source = clientSource(client);
  const policy = {
    name: "test",
    fullUpToPages,
    referenceTtlMs: 20 * 3_600_000,
    marginMs: 300_000,
    refreshHits,
  };
  return runPlan({
    source,
    store,
    clock: systemClock,
    name: "test",
    plan: async () => makePlan({ policy, mirrored, store, scope, now: await source.serverNow() }),
    onEvent,
    ...(finish === undefined ? {} : { finish }),
  });
}

/**
 * What the copy should hold of a person table: the rows of the people here, of the scope, that point at
 * something that exists.
 */
export function expected(
  sandbox: Sandbox,
  store: MemoryStore,
  name: "projects_users" | "campus_users" | "achievements_users" | "coalitions_users" | "cursus_users",
  scope: Scope,
) {
  const table = tables[name] as Mirrored["table"];
  const people = new Set(store.rows("users").map((row) => row["id"]));
  const parents = Object.entries(table.columns).flatMap(([column, { references }]) =>
    references === undefined || references.table === "users" ? [] : [[column, references.table] as const],
  );
  return sandbox
    .rows(name)
    .filter((item) => table.includes(item, scope))
    .map((item) => toRow(table, item))
    .filter(
      (row) =>
        people.has(row["user_id"]) &&
        parents.every(([column, parent]) => store.rows(parent).some((held) => held["id"] === row[column])),
    )
    .sort((a, b) => Number(a["id"]) - Number(b["id"]));
}

export const byId = (rows: readonly Readonly<Record<string, unknown>>[]) =>
  [...rows].sort((a, b) => Number(a["id"]) - Number(b["id"]));
