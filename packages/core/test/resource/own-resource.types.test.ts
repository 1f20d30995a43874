import { describe, expectTypeOf, test } from "vitest";
import { z } from "zod";
import {
  defineEndpoint,
  type Client,
  type FilterName,
  type ItemOf,
  type RangeName,
  type SortName,
  type Variant,
} from "../../src/index.js";
import { defineTable, type AnyTable, type RowOfTable, type tables } from "../../src/tables.js";

declare const client: Client;
/** Types only: never called. */
const never = (_use: () => unknown): void => undefined;

const seats = defineEndpoint({
  name: "seats",
  under: { campus: "/v2/campus/:id/seats" },
  item: z.looseObject({ id: z.number(), host: z.string(), floor: z.number().nullish() }),
  filters: ["host", "campus_id"],
  ranges: ["id"],
  sorts: ["id"],
  traversal: "keyset",
});

const seatsTable = defineTable(seats, {
  name: "seats",
  comment: "Seats of a campus.",
  incremental: "full",
  columns: {
    id: { kind: "bigint", comment: "Id." },
    host: { kind: "text", comment: "Host name.", index: true },
    storey: { kind: "integer", nullable: true, comment: "Storey.", from: (item) => item.floor },
    campus_ids: { kind: "bigint[]", comment: "Campuses.", from: () => [1] },
    seen_at: { kind: "timestamp", nullable: true, comment: "Last seen." },
    raw: { kind: "json", comment: "The whole item.", from: (item) => item },
  },
});

describe("an endpoint of one's own", () => {
  test("is known by what it declares", () => {
    expectTypeOf<FilterName<typeof seats>>().toEqualTypeOf<"host" | "campus_id">();
    expectTypeOf<RangeName<typeof seats>>().toEqualTypeOf<"id">();
    expectTypeOf<SortName<typeof seats>>().toEqualTypeOf<"id">();
    expectTypeOf<Variant<typeof seats>>().toEqualTypeOf<"campus">();
    expectTypeOf<ItemOf<typeof seats>["floor"]>().toEqualTypeOf<number | null | undefined>();
  });

  test("is asked like one of ours", () => {
    never(async () => {
      const own = client.resource(seats);
      expectTypeOf(await own.get(1)).toEqualTypeOf<ItemOf<typeof seats>>();
      for await (const seat of own.items({ under: { campus: 12 }, filter: { host: "e1r1p1" }, sort: "-id" }))
        expectTypeOf(seat.host).toEqualTypeOf<string>();
      // @ts-expect-error it declares no filter of that name
      own.items({ filter: { row: 1 } });
      // @ts-expect-error it declares no range of that name
      own.items({ range: { host: ["a", "b"] } });
      // @ts-expect-error it is under a campus only
      own.items({ under: { cursus: 21 } });
      // @ts-expect-error nobody but ours is a property of the client
      client.seats.items();
    });
  });

  test("cannot be declared by half, or with a traversal that there is not", () => {
    never(() => {
      // @ts-expect-error without an item schema
      defineEndpoint({ name: "seats", filters: [], ranges: [], sorts: [], traversal: "until-rest" });
      // @ts-expect-error without saying how it is read
      defineEndpoint({
        name: "seats",
        item: z.looseObject({ id: z.number() }),
        filters: [],
        ranges: [],
        sorts: [],
      });
      defineEndpoint({
        name: "seats",
        item: z.looseObject({ id: z.number() }),
        filters: [],
        ranges: [],
        sorts: [],
        // @ts-expect-error by page number, which loses rows
        traversal: "numbered",
      });
      defineEndpoint({
        name: "seats",
        // @ts-expect-error an item is a zod schema
        item: { id: "number" },
        filters: [],
        ranges: [],
        sorts: [],
        traversal: "until-rest",
      });
    });
  });
});

describe("rows", () => {
  test("of a table of one's own have a value a column, null where it is nullable", () => {
    expectTypeOf(seatsTable).toExtend<AnyTable>();
    expectTypeOf<RowOfTable<typeof seatsTable>>().toEqualTypeOf<{
      id: number;
      host: string;
      storey: number | null;
      campus_ids: readonly number[];
      seen_at: string | null;
      raw: unknown;
    }>();
  });

  test("of ours are typed by their declarations", () => {
    type User = RowOfTable<typeof tables.users>;
    expectTypeOf<User["id"]>().toEqualTypeOf<number>();
    expectTypeOf<User["login"]>().toEqualTypeOf<string>();
    expectTypeOf<User["location"]>().toEqualTypeOf<string | null>();
    expectTypeOf<User["alumni"]>().toEqualTypeOf<boolean | null>();
    expectTypeOf<RowOfTable<typeof tables.cursus_users>["level"]>().toEqualTypeOf<number>();
    expectTypeOf<RowOfTable<typeof tables.projects_users>["cursus_ids"]>().toExtend<
      readonly number[] | null
    >();
    never((): Partial<User>[] => [
      { id: 1, login: "norminet" },
      // @ts-expect-error an id is a number
      { id: "1" },
      // @ts-expect-error a login is never null
      { login: null },
      // @ts-expect-error users have no such column
      { campus_id: 1 },
    ]);
  });
});

describe("a table of one's own", () => {
  const columns = { id: { kind: "bigint", comment: "Id." } } as const;
  const about = { name: "seats", comment: "Seats.", incremental: "full" } as const;

  test("reads its columns from its endpoint's items", () => {
    never(() => {
      defineTable(seats, {
        ...about,
        // @ts-expect-error items of the endpoint have no such field
        columns: { id: { kind: "bigint", comment: "Id.", from: (item) => item.number.toFixed() } },
      });
      defineTable(seats, {
        ...about,
        // @ts-expect-error the floor may be missing
        columns: { id: { kind: "bigint", comment: "Id.", from: (item) => item.floor.toFixed() } },
      });
    });
  });

  test("says of each column what it is", () => {
    never(() => {
      // @ts-expect-error there is no such kind
      defineTable(seats, { ...about, columns: { id: { kind: "varchar", comment: "Id." } } });
      // @ts-expect-error a column has a comment
      defineTable(seats, { ...about, columns: { id: { kind: "bigint" } } });
      defineTable(seats, {
        ...about,
        columns: {
          // @ts-expect-error rows without their parent are quarantined or skipped
          id: { kind: "bigint", comment: "Id.", references: { table: "users", missing: "ignore" } },
        },
      });
      // @ts-expect-error it is read by windows, or whole
      defineTable(seats, { ...about, incremental: "delta", columns });
      // @ts-expect-error a table has columns
      defineTable(seats, about);
    });
  });
});
