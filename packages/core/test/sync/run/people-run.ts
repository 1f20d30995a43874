import { endpoints, systemClock } from "../../../src/index.js";
import { tables, type Scope } from "../../../src/tables.js";
import { makePlan, runPlan } from "../../../src/internal.js";
import type { Mirrored } from "../../../src/tables.js";
import type { MemoryStore, PlanOptions, RunEvent, RunReport } from "../../../src/sync/index.js";
import type { FakeSource } from "../fake-source.js";
import { campus, campusUser, cursus, user } from "../people.js";

export const everywhere: Scope = { cursusId: 21, campusIds: [] };

export const policy = {
  name: "nightly",
  fullUpToPages: 0,
  referenceTtlMs: 0,
  marginMs: 300_000,
  refreshHits: 0,
};

export const mirrored: readonly Mirrored[] = [
  { table: tables.campuses, endpoint: endpoints.campus },
  { table: tables.users, endpoint: endpoints.users },
  { table: tables.campus_users, endpoint: endpoints.campus_users },
];

export interface Settings {
  readonly scope?: Scope;
  readonly options?: PlanOptions;
  readonly finish?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
}

export function run(source: FakeSource, store: MemoryStore, settings: Settings = {}): Promise<RunReport> {
  const { scope = everywhere, options = {}, ...rest } = settings;
  return runPlan({
    source,
    store,
    clock: systemClock,
    name: "nightly",
    plan: () => makePlan({ policy, mirrored, store, scope, now: source.now, options }),
    ...rest,
  });
}

export const lists = () => ({
  cursus: [cursus(21)],
  campus: [campus(1, "Paris")],
  users: [user(1), user(2), user(3)],
  campus_users: [campusUser(11, 1, 1), campusUser(12, 2, 1), campusUser(13, 99, 1), campusUser(14, 3, 404)],
});

export const ended = (report: RunReport) =>
  report.passes.map((pass) => `${pass.table} ${pass.outcome} ${pass.how}`);

export const ids = (store: MemoryStore, table: string) => store.rows(table).map((row) => row["id"]);
