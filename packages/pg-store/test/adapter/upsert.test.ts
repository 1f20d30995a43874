import { defineTable, tables } from "@42sync/core/tables";
import { createPgStore } from "@42sync/pg-store";
import { expect, test } from "vitest";
import { z } from "zod";
import { describeStores } from "../../../../testing/databases.js";
import { commit, counts, entry, freshStore, user } from "../given.js";

const stored = (schema: string, columns: string, where = "true"): string =>
  `select ${columns} from "${schema}".users where ${where} order by id`;

describeStores("the UPSERT", (db) => {
  test("tells inserted, updated, unchanged and stale apart in one batch", async () => {
    const store = await freshStore(db);
    await store.tables.users.upsertRows(
      [1, 2, 3].map((id) => user(id, { updated_at: "2026-02-01T00:00:00.000Z" })),
    );
    const batch = [
      user(1, { updated_at: "2026-02-01T00:00:00.000Z" }),
      user(2, { updated_at: "2026-03-01T00:00:00.000Z", wallet: 7 }),
      user(3, { updated_at: "2026-01-01T00:00:00.000Z", wallet: 9 }),
      user(4),
    ];
    expect(await store.tables.users.upsertRows(batch)).toEqual(
      counts({ inserted: 1, updated: 1, unchanged: 1, stale: 1 }),
    );
    expect(await db.sql(stored(store.schema, "id::int, wallet"))).toEqual([
      { id: 1, wallet: null },
      { id: 2, wallet: 7 },
      { id: 3, wallet: null },
      { id: 4, wallet: null },
    ]);
  });

  test("compares instants, not texts", async () => {
    const store = await freshStore(db);
    await store.tables.users.upsertRows([user(1, { updated_at: "2026-02-01T00:00:00.000Z" })]);
    expect(
      await store.tables.users.upsertRows([user(1, { updated_at: "2026-02-01T01:00:00+01:00" })]),
    ).toEqual(counts({ unchanged: 1 }));
    expect(
      await store.tables.users.upsertRows([
        user(1, { updated_at: "2026-01-31T23:59:59.999999Z", login: "old" }),
      ]),
    ).toEqual(counts({ stale: 1 }));
    expect(
      await store.tables.users.upsertRows([
        user(1, { updated_at: "2026-02-01T00:00:00.000001Z", login: "new" }),
      ]),
    ).toEqual(counts({ updated: 1 }));
  });

  test("writes a row with or without its updated_at", async () => {
    const store = await freshStore(db);
    const row = { id: 1, name: "a badge", tier: "none", kind: "project", visible: true };
    await store.tables.achievements.upsertRows([row]);
    expect(await store.tables.achievements.upsertRows([{ ...row, tier: "easy" }])).toEqual(
      counts({ updated: 1 }),
    );
    await store.tables.users.upsertRows([user(1)]);
    expect(await store.tables.users.upsertRows([user(1, { updated_at: null })])).toEqual(
      counts({ updated: 1 }),
    );
    expect(await store.tables.users.upsertRows([user(1, { updated_at: null })])).toEqual(
      counts({ unchanged: 1 }),
    );
    expect(await store.tables.users.upsertRows([user(1)])).toEqual(counts({ updated: 1 }));
  });

  test("goes from a value to null and back in every kind of column", async () => {
    const store = await freshStore(db);
    const full = {
      image: { link: "l", versions: { small: "s" } },
      staff: false,
      correction_point: -1000,
      pool_month: "",
      alumnized_at: "2026-01-05T00:00:00.000Z",
    };
    const none = { image: null, staff: null, correction_point: null, pool_month: null, alumnized_at: null };
    await store.tables.users.upsertRows([user(1, full)]);
    expect(await store.tables.users.upsertRows([user(1, none)])).toEqual(counts({ updated: 1 }));
    expect(
      await db.sql(stored(store.schema, "image, staff, correction_point, pool_month, alumnized_at")),
    ).toEqual([none]);
    expect(await store.tables.users.upsertRows([user(1, full)])).toEqual(counts({ updated: 1 }));
    expect(
      await db.sql(stored(store.schema, "image, staff, correction_point, pool_month, alumnized_at")),
    ).toEqual([{ ...full, alumnized_at: new Date(full.alumnized_at) }]);
  });

  test("takes the last of several rows with one key", async () => {
    const store = await freshStore(db);
    expect(
      await store.tables.users.upsertRows([
        user(1, { login: "a" }),
        user(1, { login: "b" }),
        user(1, { login: "c" }),
      ]),
    ).toEqual(counts({ inserted: 1, unchanged: 2 }));
    expect(await db.sql(stored(store.schema, "login"))).toEqual([{ login: "c" }]);
  });

  test("brings back a row that was marked as gone", async () => {
    const store = await freshStore(db);
    await store.tables.users.upsertRows([user(1)]);
    await db.sql(`update "${store.schema}".users set deleted_at = now()`);
    expect(await store.counts.count(tables.users)).toBe(0);
    expect(await store.tables.users.upsertRows([user(1)])).toEqual(counts({ updated: 1 }));
    expect(await db.sql(stored(store.schema, "deleted_at"))).toEqual([{ deleted_at: null }]);
  });

  test("moves ingested_at with a write and only with a write", async () => {
    const store = await freshStore(db);
    await store.tables.users.upsertRows([user(1), user(2)]);
    await db.sql(`update "${store.schema}".users set ingested_at = '2020-01-01Z'`);
    await store.tables.users.upsertRows([user(1), user(2, { wallet: 3 })]);
    expect(await db.sql(stored(store.schema, "id::int, ingested_at > '2020-01-02Z' as moved"))).toEqual([
      { id: 1, moved: false },
      { id: 2, moved: true },
    ]);
  });

  test("finds rows by a key of several columns", async () => {
    const schema = "composite";
    const table = defineTable(
      { name: "seats", item: z.object({ host: z.string(), place: z.number(), taken: z.boolean() }) },
      {
        name: "seats",
        comment: "Seats.",
        incremental: "full",
        key: ["host", "place"],
        columns: {
          host: { kind: "text", comment: "Host." },
          place: { kind: "bigint", comment: "Place." },
          taken: { kind: "boolean", comment: "Whether somebody sits there." },
        },
      },
    );
    const store = createPgStore({ ...db.options(), schema, tables: { seats: table } });
    await store.migrate();
    const seats = [
      { host: 'a,"b"', place: 1, taken: false },
      { host: 'a,"b"', place: 2, taken: false },
      { host: "é", place: 1, taken: false },
    ];
    expect(await store.tables.seats.upsertAll(seats)).toEqual(counts({ inserted: 3 }));
    expect(
      await store.tables.seats.upsertAll(seats.map((seat) => ({ ...seat, taken: seat.place === 2 }))),
    ).toEqual(counts({ updated: 1, unchanged: 2 }));
    const page = [
      entry({ host: "é", place: 1, taken: true }, { mayEnter: false }),
      entry({ host: "é", place: 2, taken: true }, { mayEnter: false }),
    ];
    expect(await commit(store, table, page)).toEqual(counts({ updated: 1, skipped: 1 }));
    expect(await store.tables.seats.upsertRows([{ host: "x" }])).toEqual(counts({ quarantined: 1 }));
  });

  test("takes more rows at once than the protocol has parameters", async () => {
    const store = await freshStore(db);
    const rows = Array.from({ length: 70_000 }, (_, index) => ({ id: index + 1, name: "c", slug: "c" }));
    expect(await store.tables.cursus.upsertRows(rows, { batchSize: 70_000 })).toEqual(
      counts({ inserted: 70_000 }),
    );
    expect(await store.tables.cursus.upsertRows(rows, { batchSize: 9_999 })).toEqual(
      counts({ unchanged: 70_000 }),
    );
  });

  test("a table that points at itself takes parents from the same page, and none that is quarantined", async () => {
    const schema = "own_parent";
    const table = defineTable(
      { name: "teams", item: z.object({ id: z.number(), parent_id: z.number().nullable() }) },
      {
        name: "teams",
        comment: "Teams.",
        incremental: "full",
        columns: {
          id: { kind: "bigint", comment: "Id." },
          parent_id: { kind: "bigint", nullable: true, comment: "Parent.", references: { table: "teams" } },
        },
      },
    );
    const store = createPgStore({ ...db.options(), schema, tables: { teams: table } });
    await store.migrate();
    const rows = [
      { id: 3, parent_id: 2 },
      { id: 2, parent_id: 1 },
      { id: 1, parent_id: null },
      { id: 6, parent_id: 5 },
      { id: 5, parent_id: 4 },
    ];
    expect(await store.tables.teams.upsertAll(rows)).toEqual(counts({ inserted: 3, quarantined: 2 }));
    expect(await store.counts.ids(table)).toEqual([1, 2, 3]);
  });
});
