import { describe, expect, test } from "vitest";
import { z } from "zod";
import { defineEndpoint, type AnyEndpoint } from "../../../src/index.js";
import { withRaw, clientSource, driftSource, makePlan, runPlan } from "../../../src/internal.js";
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
const thingsTable = defineTable(things, {
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

interface Ended {
  readonly report: RunReport;
  readonly store: MemoryStore;
}

async function run(
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

const good = (id: number): FakeRow => ({
  id,
  name: `n${String(id)}`,
  size: id,
  kind: "round",
  box: { id: 9 },
});
const row = (id: number, more: Record<string, unknown> = {}) => ({
  id,
  name: `n${String(id)}`,
  size: id,
  kind: "round",
  box_id: 9,
  ...more,
});
const without = (item: FakeRow, field: string): FakeRow =>
  Object.fromEntries(Object.entries(item).filter(([name]) => name !== field)) as FakeRow; // the id stays

/** What happens to item 2, between two good ones. */
const drifts = {
  "a new field": { ...good(2), colour: "red" },
  "a field removed": without(good(2), "size"),
  "a type changed": { ...good(2), size: { cm: 4 } },
  "a new value of an enum": { ...good(2), kind: "oval" },
} satisfies Record<string, FakeRow>;
const wrong = {
  "a field removed": { path: "size", reason: "Invalid input: expected number, received undefined" },
  "a type changed": { path: "size", reason: "Invalid input: expected number, received object" },
  "a new value of an enum": { path: "kind", reason: 'Invalid option: expected one of "round"|"square"' },
};
const invalidItems = Object.entries(wrong) as readonly (readonly [
  keyof typeof wrong,
  { readonly path: string; readonly reason: string },
])[];
const around = (item: FakeRow): readonly FakeRow[] => [good(1), item, good(3)];

describe("a resource that is not as it was declared, by default (warn)", () => {
  test("a new field is reported with the first item that had it, and everything is stored", async () => {
    const { report, store } = await run(around(drifts["a new field"]), undefined);
    expect([report.outcome, report.invalidItems, report.unknownFields, report.driftedFields]).toEqual([
      "complete",
      0,
      { things: { colour: { count: 1, sampleId: 2 } } },
      {},
    ]);
    expect(store.rows("all_things")).toEqual([row(1), row(2), row(3)]);
  });

  test.each(invalidItems)(
    "%s: the item is quarantined with its path, the others are stored",
    async (what, { path, reason }) => {
      const { report, store } = await run(around(drifts[what]), "warn");
      expect([report.outcome, report.invalidItems, report.driftedFields]).toEqual([
        "complete",
        1,
        { things: { [path]: { count: 1, sampleId: 2, reason } } },
      ]);
      expect(store.rows("all_things")).toEqual([row(1), row(3)]);
      expect([...store.quarantine.values()]).toEqual([
        { table: "all_things", reason: "invalid_item", detail: `${path}: ${reason}`, payload: drifts[what] },
      ]);
    },
  );
});

describe("strict", () => {
  test.each([
    ["a new field", "the field colour is new (first in 2)", "colour"] as const,
    ...invalidItems.map(
      ([what, { path, reason }]) => [what, `item 2 does not fit at ${path} (${reason})`, path] as const,
    ),
  ])(
    "%s: the pass fails by name, nothing of the page is stored, no watermark moves",
    async (what, label, path) => {
      const { report, store } = await run(around(drifts[what]), { all_things: "strict" });
      const [pass] = report.passes;
      expect([report.outcome, pass?.outcome, pass?.error, pass?.watermarkAfter]).toEqual([
        "partial",
        "failed",
        {
          code: "E_DRIFT",
          message: `things: ${label}, and drift is strict for it`,
          hint: 'a newer 42sync may know it; with drift "warn" for things the pass continues without such items',
          limit: null,
          resetsAt: null,
          fault: null,
        },
        null,
      ]);
      expect([
        path,
        store.rows("all_things"),
        store.quarantine.size,
        await store.watermarks.watermark(thingsTable, "cursus=21 campus=all"),
      ]).toEqual([path, [], 0, undefined]);
    },
  );

  test("changes nothing while everything is as declared", async () => {
    expect((await run([good(1)], "strict")).report.outcome).toBe("complete");
  });
});

describe("ignore", () => {
  test("a new field is not reported", async () => {
    const { report, store } = await run(around(drifts["a new field"]), { things: "ignore" });
    expect([report.outcome, report.unknownFields, store.rows("all_things").length]).toEqual([
      "complete",
      {},
      3,
    ]);
  });

  test.each(invalidItems)("%s: the item is stored, with null for what is invalid", async (what, { path }) => {
    const { report, store } = await run(around(drifts[what]), "ignore");
    expect([report.outcome, report.invalidItems, report.driftedFields, store.quarantine.size]).toEqual([
      "complete",
      0,
      {},
      0,
    ]);
    expect([...store.rows("all_things")].sort((a, b) => Number(a["id"]) - Number(b["id"]))).toEqual([
      row(1),
      row(2, { [path]: null }),
      row(3),
    ]);
  });

  test.each([
    ["its key does not fit", { ...good(2), id: "two" }, "id"],
    ["a column reads into what is missing", without(good(2), "box"), "box"],
    ["it is no object", null, ""],
  ])("an item that gives no row is quarantined all the same: %s", async (_what, item, path) => {
    const { report, store } = await run([good(1), item, good(3)], "ignore");
    expect([
      report.invalidItems,
      Object.keys(report.driftedFields["things"] ?? {}),
      store.rows("all_things"),
      store.quarantine.size,
    ]).toEqual([1, [path], [row(1), row(3)], 1]);
  });
});

test("a policy must name known tables or resources", async () => {
  await expect(run([], { thing: "strict" })).rejects.toMatchObject({
    code: "E_CONFIG",
    message: "drift names thing, which is not a table",
    hint: "the tables are all_things",
  });
});

describe("raw", () => {
  const { wide } = withRaw<{ wide: AnyTable }>({ wide: thingsTable }, true);

  test("keeps the item as it came, new fields and inner ones included", async () => {
    const item = { ...good(1), colour: "red", box: { id: 9, label: "inner" } };
    const { store } = await run([item], undefined, wide);
    expect(store.rows("all_things")).toEqual([{ ...row(1), raw: item }]);
  });

  test.each(["a type changed", "a new value of an enum"] as const)(
    "keeps the whole item even where %s is ignored",
    async (what) => {
      const { store } = await run([drifts[what]], "ignore", wide);
      expect(store.rows("all_things")).toEqual([{ ...row(2), [wrong[what].path]: null, raw: drifts[what] }]);
    },
  );

  test("is added to the named tables, and to no others", () => {
    const other: AnyTable = { ...thingsTable, name: "others" };
    const columns = (list: Record<string, AnyTable>) =>
      Object.values(list).map((table) => Object.keys(table.columns).includes("raw"));
    expect([
      columns(withRaw({ thingsTable, other }, ["others"])),
      columns(withRaw({ thingsTable, other }, false)),
      columns(withRaw({ thingsTable, other }, true)),
    ]).toEqual([
      [false, true],
      [false, false],
      [true, true],
    ]);
  });

  test("refuses unknown tables, and tables with a column of that name", () => {
    expect(() => withRaw({ thingsTable }, ["thing"])).toThrow(
      "raw names the table thing, which there is not",
    );
    expect(() => withRaw({ wide }, true)).toThrow("the table all_things has a column raw of its own");
  });
});
