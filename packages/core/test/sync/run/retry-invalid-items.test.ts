import { expect, test } from "vitest";
import { z } from "zod";
import { defineEndpoint, type AnyEndpoint } from "../../../src/index.js";
import { defineTable, type AnyTable } from "../../../src/tables.js";
import { clientSource, driftSource, makePlan, privateSource, runPlan } from "../../../src/internal.js";
import {
  createMemoryStore,
  noRows,
  type DriftPolicy,
  type MemoryStore,
  type PageSource,
  type RunReport,
  type Store,
} from "../../../src/sync/index.js";
import { clientOf } from "../../client/client-of.js";

/** The list as a release declares it; `size` is what the next one knows better. */
const declare = (size: z.ZodType): AnyEndpoint =>
  defineEndpoint({
    name: "things",
    item: z.looseObject({
      id: z.number().int(),
      cursus_id: z.number(),
      kind: z.enum(["round", "square"]),
      size,
      updated_at: z.string(),
    }),
    filters: ["id"],
    ranges: ["id", "updated_at"],
    sorts: ["id"],
    traversal: "keyset",
  });
const old = declare(z.number());
const wider = declare(z.number().or(z.string().transform(Number)));
const table: AnyTable = defineTable(
  old as never,
  {
    name: "things",
    comment: "Things.",
    incremental: "window",
    includes: (item: unknown, scope: { readonly cursusId: number }) =>
      (item as { readonly cursus_id: number }).cursus_id === scope.cursusId,
    columns: {
      id: { kind: "bigint", comment: "Id." },
      size: { kind: "integer", nullable: true, comment: "Size." },
      updated_at: { kind: "timestamp", comment: "When." },
    },
  } as never,
); // what the declaration reads of an item is checked above

const policy = { name: "test", fullUpToPages: 0, referenceTtlMs: 0, marginMs: 0, refreshHits: 0 };
const scope = { cursusId: 21, campusIds: [] };
const [monday, tuesday] = ["2026-11-23T08:00:00.000Z", "2026-11-24T08:00:00.000Z"];
const thing = (id: number, size: unknown, more: Record<string, unknown> = {}) => ({
  id,
  size,
  kind: "round",
  cursus_id: 21,
  updated_at: monday,
  ...more,
});
const row = (id: number, size: number | null, updated_at = monday) => ({ id, size, updated_at });

interface Release {
  readonly endpoint: AnyEndpoint;
  readonly drift?: DriftPolicy;
  readonly wrap?: (source: PageSource) => PageSource;
}

/** A run of a release over a list. */
async function run(
  store: Store,
  items: readonly unknown[],
  { endpoint, drift = "warn", wrap = (source) => source }: Release,
): Promise<RunReport> {
  const { client, clock } = clientOf(() => ({ json: items, headers: { "x-total": String(items.length) } }));
  const mirrored = [{ table, endpoint }];
  const source = driftSource(wrap(clientSource(client)), { mirrored, scope, drift });
  return clock.run(
    runPlan({
      source,
      store,
      clock,
      name: "test",
      plan: () => makePlan({ policy, mirrored, store, scope, now: new Date(clock.now()) }),
    }),
  );
}

/** A copy that an old release filled from these items. */
async function filled(items: readonly unknown[], drift?: DriftPolicy): Promise<MemoryStore> {
  const store = createMemoryStore({ mirror: { tables: { table } } });
  await run(store, items, { endpoint: old, ...(drift === undefined ? {} : { drift }) });
  return store;
}

const details = (store: MemoryStore): readonly unknown[] =>
  [...store.quarantine.values()].map(({ reason, detail, payload }) => [
    (payload as { readonly id: number }).id,
    reason,
    detail,
  ]);
const wrongSize = "size: Invalid input: expected number, received string";

test("stores items that are valid now, without a hit, and says so in report and ledger", async () => {
  const store = await filled([thing(1, 5), thing(2, "6"), thing(3, "7")]);
  expect([store.rows("things"), details(store)]).toEqual([
    [row(1, 5)],
    [
      [2, "invalid_item", wrongSize],
      [3, "invalid_item", wrongSize],
    ],
  ]);
  const report = await run(store, [], { endpoint: wider });
  expect([store.rows("things"), details(store)]).toEqual([[row(1, 5), row(2, 6), row(3, 7)], []]);
  const rows = { ...noRows, inserted: 2 };
  const [pass, own] = report.passes;
  expect([report.outcome, report.invalidItems, report.rows, report.hits === own?.hits]).toEqual([
    "complete",
    0,
    rows,
    true,
  ]);
  expect({ ...pass, seconds: 0 }).toEqual({
    table: "things",
    kind: "retry",
    how: "none",
    reason: "2 invalid items are valid now",
    outcome: "complete",
    rows,
    invalidItems: 0,
    revalidated: 2,
    overDeletionLimit: 0,
    hits: 0,
    bytes: 0,
    seconds: 0,
    watermarkBefore: null,
    watermarkAfter: null,
    error: null,
  });
  expect(store.passes.slice(1).map((one) => [one.table, one.kind, one.rows, one.end?.outcome])).toEqual([
    ["things", "retry", rows, "complete"],
    ["things", "window", noRows, "complete"],
  ]);
});

test("a quarantined item does not overwrite a newer row", async () => {
  const store = await filled([thing(1, 6, { updated_at: tuesday })]);
  const invalidItems = [
    { id: 1, path: "size", reason: "Invalid input: expected number, received string", item: thing(1, "5") },
  ];
  await store.pages.commit({
    table,
    scope: "cursus=21 campus=all",
    passId: null,
    entries: [],
    invalidItems,
    skipped: 0,
  });
  const report = await run(store, [], { endpoint: wider });
  expect([store.rows("things"), details(store), report.passes[0]?.rows]).toEqual([
    [row(1, 6, tuesday)],
    [],
    { ...noRows, stale: 1 },
  ]);
});

test("items that are still invalid stay, and cost one check per reason", async () => {
  const store = await filled([thing(1, "5"), thing(2, "6"), thing(3, 1, { kind: "oval" })]);
  const before = details(store);
  const asked: unknown[] = [];
  const counts: Store["counts"] = {
    ...store.counts,
    invalidItems: (of, detail) => (asked.push(detail), store.counts.invalidItems(of, detail)),
  };
  const report = await run({ ...store, counts }, [], { endpoint: old });
  expect([details(store), asked, report.passes.map(({ kind }) => kind)]).toEqual([
    before,
    [undefined],
    ["window"],
  ]);
});

test("an item that fails at another place now is kept with that place, and is not reported", async () => {
  const store = await filled([thing(1, "5", { kind: "oval" }), thing(2, "6")]);
  (store.quarantine as Map<string, unknown>).forEach((one) =>
    Object.assign(one as object, { detail: wrongSize }),
  );
  const report = await run(store, [], { endpoint: wider });
  expect([store.rows("things"), details(store), report.invalidItems, report.rows]).toEqual([
    [row(2, 6)],
    [[1, "invalid_item", 'kind: Invalid option: expected one of "round"|"square"']],
    0,
    { ...noRows, inserted: 1 },
  ]);
});

test("an item of another scope stays for that scope's run", async () => {
  const store = await filled([thing(1, "5", { cursus_id: 9 }), thing(2, "6")]);
  await run(store, [], { endpoint: wider });
  expect([store.rows("things"), details(store)]).toEqual([[row(2, 6)], [[1, "invalid_item", wrongSize]]]);
});

test("with drift strict, items with undeclared fields stay; with ignore, what is valid is stored", async () => {
  const strict = await filled([thing(1, "5", { colour: "red" }), thing(2, "6")]);
  const report = await run(strict, [], { endpoint: wider, drift: "strict" });
  expect([report.outcome, strict.rows("things"), details(strict)]).toEqual([
    "complete",
    [row(2, 6)],
    [[1, "invalid_item", "colour: no declaration names it"]],
  ]);
  const ignoring = await filled([thing(1, "5")]);
  await run(ignoring, [], { endpoint: old, drift: "ignore" });
  expect([ignoring.rows("things"), details(ignoring)]).toEqual([[row(1, null)], []]);
});

test("with a privacy profile, quarantined items wait until they are received again", async () => {
  const store = await filled([thing(1, "5")]);
  await run(store, [], {
    endpoint: wider,
    wrap: (source) => privateSource(source, (_resource, item) => item),
  });
  expect(details(store)).toEqual([[1, "invalid_item", wrongSize]]);
});
