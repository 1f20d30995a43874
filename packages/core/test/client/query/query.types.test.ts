import { describe, expectTypeOf, test } from "vitest";
import type { Client, Page, Query, endpoints } from "../../../src/index.js";

type Users = Query<typeof endpoints.users>;
type ProjectsUsers = Query<typeof endpoints.projects_users>;
type Coalitions = Query<typeof endpoints.coalitions>;

declare const client: Client;
/** Types only: never called. */
const never = (_use: () => unknown): void => undefined;

describe("queries are typed by what an endpoint really does", () => {
  test("names and values that it has", () => {
    expectTypeOf<{
      under: { cursus: number };
      filter: { kind: string; "alumni?": boolean };
    }>().toExtend<Users>();
    expectTypeOf<{ filter: { primary_campus_id: number[]; pool_year: null } }>().toExtend<Users>();
    expectTypeOf<{ range: { updated_at: [Date, string] }; sort: "-updated_at" }>().toExtend<Users>();
    expectTypeOf<{ sort: readonly ["-score"] }>().not.toExtend<Coalitions>();
  });

  test("and no others", () => {
    never(() => {
      // @ts-expect-error campus_id is no filter of users
      client.users.items({ filter: { campus_id: 1 } });
      // @ts-expect-error cursus has no effect on projects_users
      client.projects_users.items({ filter: { cursus: 21 } });
      // @ts-expect-error projects_users ignores sort
      client.projects_users.items({ sort: "id" });
      // @ts-expect-error coalitions has no filters at all
      client.coalitions.items({ filter: { campus_id: 1 } });
      // @ts-expect-error coalitions has no ranges at all
      client.coalitions.items({ range: { id: [1, 2] } });
      // @ts-expect-error one list at a time
      client.users.items({ under: { cursus: 21, campus: 1 } });
      // @ts-expect-error cursus has no scoped list
      client.cursus.items({ under: { campus: 1 } });
      // @ts-expect-error a range has two ends
      client.users.items({ range: { id: [1] } });
      // @ts-expect-error wallet is sortable, walet is not
      client.users.items({ sort: "walet" });
      // @ts-expect-error by names a filter
      client.projects_users.byIds({ by: "login", ids: [1] });
    });
    expectTypeOf<ProjectsUsers["sort"]>().toEqualTypeOf<undefined>();
    expectTypeOf<Coalitions["filter"]>().toEqualTypeOf<undefined>();
  });
});

describe("answers are typed by the declaration", () => {
  test("items, pages and counts", () => {
    never(async () => {
      for await (const user of client.users.items({ under: { cursus: 21 } })) {
        expectTypeOf(user.login).toEqualTypeOf<string>();
        expectTypeOf(user["alumni?"]).toEqualTypeOf<boolean | null | undefined>();
      }
      for await (const page of client.cursus.pages())
        expectTypeOf(page.items[0]?.slug).toEqualTypeOf<string | undefined>();
      expectTypeOf(await client.campus.get(1)).toHaveProperty("users_count");
      expectTypeOf(await client.users.count()).toEqualTypeOf<number>();
      expectTypeOf(await client.users.all({ limit: 3 })).items.toHaveProperty("login");
      expectTypeOf(await client.get("/v2/me")).toEqualTypeOf<unknown>();
      expectTypeOf(client.pages("/v2/groups")).toEqualTypeOf<AsyncIterable<Page<unknown>>>();
    });
  });
});
