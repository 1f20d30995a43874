import { withRaw } from "@42sync/core/internal";
import { defineTable, type AnyTable } from "@42sync/core/tables";
import { createPgStore } from "@42sync/pg-store";
import { expect, test } from "vitest";
import { z } from "zod";
import { describeStores } from "../../../../testing/databases.js";

const endpoint = { name: "things", item: z.looseObject({ id: z.number() }) };
const id = { kind: "bigint", comment: "Id." } as const;
const before: AnyTable = defineTable(endpoint, {
  name: "things",
  comment: "Things.",
  incremental: "full",
  columns: { id, updated_at: { kind: "timestamp", nullable: true, comment: "Changed." } },
});
/**
 * A later release: a plain column of each kind, one by a question mark, one from an inner field, and two
 * references.
 */
const after: AnyTable = defineTable(endpoint, {
  ...before,
  columns: {
    ...before.columns,
    size: { kind: "integer", nullable: true, comment: "Size." },
    made_at: { kind: "timestamp", nullable: true, comment: "Made." },
    gone: { kind: "boolean", nullable: true, comment: "Gone." },
    tags: { kind: "json", nullable: true, comment: "Tags." },
    owner_ids: { kind: "bigint[]", nullable: true, comment: "Owners." },
    label: {
      kind: "text",
      nullable: true,
      comment: "Label.",
      from: (item: Record<string, unknown>) => (item["box"] as { label?: string }).label?.toUpperCase(),
    },
    parent_id: { kind: "bigint", nullable: true, comment: "Parent.", references: { table: "things" } },
  },
});
const items = [
  {
    id: 1,
    updated_at: "2026-01-01T00:00:00.000Z",
    size: 4,
    made_at: "2020-02-03",
    "gone?": false,
    tags: ["a", { b: 1 }],
    owner_ids: [3, 4],
    box: { label: "left" },
    parent_id: 2,
  },
  { id: 2, updated_at: null, size: "large", made_at: "never", box: {}, parent_id: 9_999 },
  { id: 3, updated_at: "2026-01-01T00:00:00.000Z", size: 7 },
  ...Array.from({ length: 450 }, (_, index) => ({ id: index + 10, updated_at: null, size: index, box: {} })),
];

const readSql = (schema: string): string =>
  "select id::int, size, (made_at at time zone 'UTC')::text as made_at, gone, tags, " +
  `owner_ids::int[], label, parent_id::int from "${schema}".things where id < 10 order by id`;

describeStores("a new column of a table that keeps raw", (db) => {
  const storeOf = (schema: string, table: AnyTable, raw = true) =>
    createPgStore({ ...db.options(), schema, tables: withRaw({ things: table }, raw) });

  test("is filled by the migration from what the items had, as if they came again", async () => {
    const old = storeOf("filled", before);
    await old.migrate();
    await old.tables.things.upsertAll(items);
    const store = storeOf("filled", after);
    const columns = ["size", "made_at", "gone", "tags", "owner_ids", "label", "parent_id"];
    expect((await store.migrate({ dryRun: true })).filled).toEqual([
      { table: "things", columns, rows: null },
    ]);
    const report = await store.migrate();
    // Of the three with an id below 10, the second has no value that fits, and the third no box to read into.
    expect(report.filled).toEqual([{ table: "things", columns, rows: 451 }]);
    const nothing = {
      size: null,
      made_at: null,
      gone: null,
      tags: null,
      owner_ids: null,
      label: null,
      parent_id: null,
    };
    expect(await db.sql(readSql("filled"))).toEqual([
      {
        id: 1,
        size: 4,
        made_at: "2020-02-03 00:00:00",
        gone: false,
        tags: ["a", { b: 1 }],
        owner_ids: [3, 4],
        label: "LEFT",
        parent_id: 2,
      },
      { id: 2, ...nothing },
      { id: 3, ...nothing },
    ]);
    expect(
      await db.sql("select count(*)::int as rows, sum(size)::int as sum from filled.things where id >= 10"),
    ).toEqual([{ rows: 450, sum: (449 * 450) / 2 }]);
    expect(await store.tables.things.upsertAll(items.slice(3))).toMatchObject({ unchanged: 450, updated: 0 });
    expect((await store.migrate()).filled).toEqual([]);
  });

  test("takes nothing from a raw that is older than its row", async () => {
    const old = storeOf("off", before);
    await old.migrate();
    await old.tables.things.upsertAll(items.slice(0, 1));
    await storeOf("off", before, false).tables.things.upsertAll([
      { ...items[0], updated_at: "2026-05-05T00:00:00.000Z" },
    ]);
    expect((await storeOf("off", after).migrate()).filled).toMatchObject([{ rows: 0 }]);
  });

  test("is empty where raw was not kept, or is kept only from now on", async () => {
    const old = storeOf("never", before, false);
    await old.migrate();
    await old.tables.things.upsertAll(items.slice(0, 1));
    expect((await storeOf("never", after).migrate()).filled).toEqual([]);
  });
});
