import type { ItemOf, endpoints } from "@42sync/core";
import { defineTable, type RowOfTable, type tables } from "@42sync/core/tables";
import { createPgStore, type PgliteDatabase, type PgPool, type PgStore } from "@42sync/pg-store";
import type { Store } from "@42sync/core/sync";
import type { PGlite, Transaction } from "@electric-sql/pglite";
import type pg from "pg";
import { expect, expectTypeOf, test } from "vitest";
import { z } from "zod";

test("a store has an adapter a table, typed by its items and rows", () => {
  const store = createPgStore({ connectionString: "postgres://127.0.0.1/none" });
  expectTypeOf(store).toExtend<Store>();
  expectTypeOf(store).toEqualTypeOf<PgStore<typeof tables>>();
  expectTypeOf(store.tables.users.upsertAll)
    .parameter(0)
    .toExtend<AsyncIterable<ItemOf<typeof endpoints.users>> | Iterable<ItemOf<typeof endpoints.users>>>();
  expectTypeOf<Iterable<Partial<RowOfTable<typeof tables.projects_users>>>>().toExtend<
    Parameters<typeof store.tables.projects_users.upsertRows>[0]
  >();
  expect(Object.keys(store.tables)).toEqual(
    expect.arrayContaining(["users", "cursus_users", "campuses", "coalitions_users", "project_sessions"]),
  );
});

test("tables of one's own are typed by the property they are given under", () => {
  const table = defineTable(
    { name: "seats", item: z.object({ id: z.number(), host: z.string() }) },
    {
      name: "seats",
      comment: "Seats.",
      incremental: "full",
      columns: { id: { kind: "bigint", comment: "Id." }, host: { kind: "text", comment: "Host." } },
    },
  );
  const store = createPgStore({ connectionString: "postgres://127.0.0.1/none", tables: { mySeats: table } });
  expectTypeOf<Iterable<{ id: number; host: string }>>().toExtend<
    Parameters<typeof store.tables.mySeats.upsertAll>[0]
  >();
  expectTypeOf<Iterable<{ id: string }>>().not.toExtend<
    Parameters<typeof store.tables.mySeats.upsertAll>[0]
  >();
  expect(Object.keys(store.tables)).toEqual(["mySeats"]);
});

test("pools and clients of pg, and PGlite and its transactions, fit as they are", () => {
  expectTypeOf<pg.Pool>().toExtend<PgPool>();
  expectTypeOf<{ client: pg.Client }>().toExtend<Parameters<typeof createPgStore>[0]>();
  expectTypeOf<{ client: pg.PoolClient }>().toExtend<Parameters<typeof createPgStore>[0]>();
  expectTypeOf<PGlite>().toExtend<PgliteDatabase>();
  expectTypeOf<{ pglite: Transaction }>().toExtend<Parameters<typeof createPgStore>[0]>();
  expect.assertions(0);
});
