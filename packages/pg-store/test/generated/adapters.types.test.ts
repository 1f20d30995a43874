import type { Client, ItemOf, endpoints } from "@42sync/core";
import { defineTable, tables } from "@42sync/core/tables";
import { createPgStore, type PgStore } from "@42sync/pg-store";
import type pg from "pg";
import { describe, expectTypeOf, test } from "vitest";
import { z } from "zod";

declare const client: Client;
declare const store: PgStore<typeof tables>;
declare const pool: pg.Pool;
/** Types only: never called. */
const never = (_use: () => unknown): void => undefined;

const seats = defineTable(
  { name: "seats", item: z.looseObject({ id: z.number(), host: z.string() }) },
  {
    name: "seats",
    comment: "Seats.",
    incremental: "full",
    columns: {
      id: { kind: "bigint", comment: "Id." },
      host: { kind: "text", nullable: true, comment: "Host." },
      seen_at: { kind: "timestamp", nullable: true, comment: "Last seen." },
    },
  },
);

describe("the adapter of a table takes", () => {
  test("the items of its resource, and no others", () => {
    never(async () => {
      await store.tables.users.upsertAll(client.users.items({ under: { cursus: 21 } }));
      await store.tables.campuses.upsertAll(await client.campus.all());
      // @ts-expect-error registrations are no people
      await store.tables.users.upsertAll(client.projects_users.items());
      // @ts-expect-error pages are no items
      await store.tables.users.upsertAll(client.users.pages());
      // @ts-expect-error neither is a promise of items
      await store.tables.users.upsertAll(client.users.all());
      // @ts-expect-error rows are flat already, items are not
      await store.tables.projects_users.upsertAll([{ id: 1, project_id: 7, user_id: 3 }]);
    });
    expectTypeOf<Iterable<ItemOf<typeof endpoints.cursus_users>>>().toExtend<
      Parameters<typeof store.tables.cursus_users.upsertAll>[0]
    >();
  });

  test("rows of its columns, whole or in part", () => {
    never(async () => {
      await store.tables.users.upsertRows([{ id: 1, login: "norminet", location: null }]);
      // @ts-expect-error an id is a number
      await store.tables.users.upsertRows([{ id: "1" }]);
      // @ts-expect-error people have no such column
      await store.tables.users.upsertRows([{ id: 1, campus_id: 1 }]);
      // @ts-expect-error a login is never null
      await store.tables.users.upsertRows([{ id: 1, login: null }]);
      // @ts-expect-error times are ISO texts, as 42 writes them
      await store.tables.users.upsertRows([{ id: 1, created_at: new Date() }]);
      // @ts-expect-error a batch is a number of rows
      await store.tables.users.upsertRows([], { batchSize: "100" });
    });
  });
});

describe("a store has adapters", () => {
  test("for the tables that it was given, by the names that they were given under", () => {
    const own = (): PgStore<{ readonly seats: typeof seats; readonly users: typeof tables.users }> =>
      createPgStore({
        connectionString: "postgres://127.0.0.1/none",
        tables: { seats, users: tables.users },
      });
    never(async () => {
      await own().tables.seats.upsertAll([{ id: 1, host: "e1r1p1" }]);
      await own().tables.seats.upsertRows([{ id: 1, host: null, seen_at: "2026-01-01T00:00:00.000Z" }]);
      // @ts-expect-error a host is a text
      await own().tables.seats.upsertAll([{ id: 1, host: 5 }]);
      // @ts-expect-error the store was not given projects
      await own().tables.projects.upsertAll([]);
      // @ts-expect-error 42 has seats nowhere
      await store.tables.seats.upsertAll([]);
    });
  });

  test("over exactly one connection", () => {
    never(() => {
      // @ts-expect-error where is the database?
      createPgStore({ schema: "public" });
      // @ts-expect-error here or there?
      createPgStore({ connectionString: "postgres://127.0.0.1/none", pool });
      // @ts-expect-error tables come from defineTable
      createPgStore({ connectionString: "postgres://127.0.0.1/none", tables: { seats: { name: "seats" } } });
    });
  });
});
