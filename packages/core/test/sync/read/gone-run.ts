import { endpoints, systemClock } from "../../../src/index.js";
import { tables, type Scope } from "../../../src/tables.js";
import { makePlan, runPlan } from "../../../src/internal.js";
import type { Mirrored } from "../../../src/tables.js";
import {
  createMemoryStore,
  type MemoryStore,
  type PlanOptions,
  type RunReport,
} from "../../../src/sync/index.js";
import type { FakeSource } from "../fake-source.js";
import { campus, campusUser, user } from "../people.js";

const scope: Scope = { cursusId: 21, campusIds: [] };

const mirrored: readonly Mirrored[] = [
  { table: tables.campuses, endpoint: endpoints.campus },
  { table: tables.users, endpoint: endpoints.users },
  { table: tables.campus_users, endpoint: endpoints.campus_users },
];

export interface Settings {
  readonly fullUpToPages?: number;
  readonly refreshHits?: number;
  readonly allowMassDeletion?: boolean;
  readonly options?: PlanOptions;
  readonly finish?: AbortSignal;
  readonly more?: readonly Mirrored[];
}

export function run(
  source: FakeSource,
  store: MemoryStore,
  { fullUpToPages = 5, refreshHits = 0, options = {}, more = [], ...rest }: Settings = {},
): Promise<RunReport> {
  const policy = { name: "nightly", fullUpToPages, referenceTtlMs: 0, marginMs: 300_000, refreshHits };
  return runPlan({
    source,
    store,
    clock: systemClock,
    name: "nightly",
    plan: () =>
      makePlan({ policy, mirrored: [...mirrored, ...more], store, scope, now: source.now, options }),
    ...rest,
  });
}

export const people = (...ids: readonly number[]) => ids.map((id) => user(id));

export const seats = (...ids: readonly number[]) => ids.map((id) => campusUser(id + 10, id, 1));

export const lists = () => ({
  campus: [campus(1, "Paris"), campus(2, "Lyon")],
  users: people(1, 2, 3),
  campus_users: seats(1, 2, 3),
});

export const ids = (store: MemoryStore, table: string) => store.rows(table).map((row) => row["id"]);

export async function filled(source: FakeSource): Promise<MemoryStore> {
  const store = createMemoryStore();
  await run(source, store);
  source.now = new Date(source.now.getTime() + 86_400_000);
  return store;
}
