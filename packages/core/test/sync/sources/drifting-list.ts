import { z } from "zod";
import { defineEndpoint, type AnyEndpoint } from "../../../src/index.js";
import { clientSource, driftSource, makePlan, runPlan } from "../../../src/internal.js";
import { defineTable, type AnyTable } from "../../../src/tables.js";
import {
  createMemoryStore,
  type DriftPolicy,
  type MemoryStore,
  type RunReport,
} from "../../../src/sync/index.js";
import { clientOf } from "../../client/client-of.js";
import type { FakeRow } from "../../fake-list.js";

const things = defineEndpoint({
  name: "things",
  item: z.looseObject({
    id: z.number().int(),
    name: z.string(),
    size: z.number().int(),
    kind: z.enum(["round", "square"]),
    box: z.looseObject({ id: z.number().int() }),
  }),
  filters: ["id"],
  ranges: ["id", "updated_at"],
  sorts: ["id"],
  traversal: "keyset",
});

export const thingsTable = defineTable(things, {
  name: "all_things",
  comment: "Things.",
  incremental: "full",
  columns: {
    id: { kind: "bigint", comment: "Id." },
    name: { kind: "text", comment: "Name." },
    size: { kind: "integer", comment: "Size." },
    kind: { kind: "text", comment: "Kind." },
    box_id: { kind: "bigint", comment: "Box.", mentions: "boxes", from: (item) => item.box.id },
  },
});

const policy = { name: "test", fullUpToPages: 5, referenceTtlMs: 0, marginMs: 0, refreshHits: 0 };

const scope = { cursusId: 21, campusIds: [] };

export interface Ended {
  readonly report: RunReport;
  readonly store: MemoryStore;
}

export async function run(
  rows: readonly unknown[],
  drift: DriftPolicy | undefined,
  table: AnyTable = thingsTable,
): Promise<Ended> {
  const { client, clock } = clientOf(() => ({ json: rows, headers: { "x-total": String(rows.length) } }));
  const store = createMemoryStore({ now: () => clock.now(), mirror: { tables: { table } } });
  const mirrored = [{ table, endpoint: things as AnyEndpoint }];
  const source = driftSource(clientSource(client), {
    mirrored,
    scope,
    ...(drift === undefined ? {} : { drift }),
  });
  const report = await clock.run(
    runPlan({
      source,
      store,
      clock,
      name: "test",
      plan: () => makePlan({ policy, mirrored, store, scope, now: new Date(clock.now()) }),
    }),
  );
  return { report, store };
}

export const good = (id: number): FakeRow => ({
  id,
  name: `n${String(id)}`,
  size: id,
  kind: "round",
  box: { id: 9 },
});

export const row = (id: number, more: Record<string, unknown> = {}) => ({
  id,
  name: `n${String(id)}`,
  size: id,
  kind: "round",
  box_id: 9,
  ...more,
});

export const without = (item: FakeRow, field: string): FakeRow =>
  Object.fromEntries(Object.entries(item).filter(([name]) => name !== field)) as FakeRow;

// the id stays

/** What happens to item 2, between two good ones. */
export const drifts = {
  "a new field": { ...good(2), colour: "red" },
  "a field removed": without(good(2), "size"),
  "a type changed": { ...good(2), size: { cm: 4 } },
  "a new value of an enum": { ...good(2), kind: "oval" },
} satisfies Record<string, FakeRow>;

export const wrong = {
  "a field removed": { path: "size", reason: "Invalid input: expected number, received undefined" },
  "a type changed": { path: "size", reason: "Invalid input: expected number, received object" },
  "a new value of an enum": { path: "kind", reason: 'Invalid option: expected one of "round"|"square"' },
};

export const invalidItems = Object.entries(wrong) as readonly (readonly [
  keyof typeof wrong,
  { readonly path: string; readonly reason: string },
])[];

export const around = (item: FakeRow): readonly FakeRow[] => [good(1), item, good(3)];
