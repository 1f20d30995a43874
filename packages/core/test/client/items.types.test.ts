import { describe, expectTypeOf, test } from "vitest";
import type { Client, IdsQuery, ItemOf, Page, Query, endpoints } from "../../src/index.js";

declare const client: Client;
/** Types only: never called. */
const never = (_use: () => unknown): void => undefined;

describe("a resource of each kind of list", () => {
  test("lists with ranges take what they declare", () => {
    expectTypeOf<{
      under: { users: number };
      filter: { future: boolean; campus_id: readonly number[] };
      range: { begin_at: [Date, Date] };
    }>().toExtend<Query<typeof endpoints.scale_teams>>();
    expectTypeOf<{
      under: { projects: string };
      filter: { with_mark: boolean };
      sort: readonly ["-updated_at", "id"];
    }>().toExtend<Query<typeof endpoints.teams>>();
    expectTypeOf<{ filter: { user_id: number[] }; range: { updated_at: [string, string] } }>().toExtend<
      Query<typeof endpoints.projects_users>
    >();
    never(() => {
      // @ts-expect-error a team is under users, projects or sessions, not under a campus's coalition
      client.teams.items({ under: { coalitions: 1 } });
      // @ts-expect-error a filter's value is no object
      client.scale_teams.items({ filter: { campus_id: { eq: 1 } } });
      // @ts-expect-error a range is no single value
      client.teams.items({ range: { updated_at: new Date() } });
      // @ts-expect-error descending is a minus before the name
      client.teams.items({ sort: "id desc" });
      // @ts-expect-error a page size is a number
      client.teams.items({ pageSize: "30" });
    });
  });

  test("lists that can do nothing offer nothing", () => {
    expectTypeOf<Query<typeof endpoints.titles>["filter"]>().toEqualTypeOf<undefined>();
    expectTypeOf<Query<typeof endpoints.titles>["range"]>().toEqualTypeOf<undefined>();
    expectTypeOf<Query<typeof endpoints.titles>["sort"]>().toEqualTypeOf<undefined>();
    expectTypeOf<IdsQuery<typeof endpoints.titles>["by"]>().toEqualTypeOf<never>();
    never(() => {
      // @ts-expect-error titles cannot be filtered
      client.titles.items({ filter: { id: 1 } });
      // @ts-expect-error groups cannot be sorted
      client.groups.items({ sort: "id" });
      // @ts-expect-error 42 has no such list
      client.grades.items();
    });
  });
});

describe("items", () => {
  test("have the fields that are declared, nullable where 42 leaves them empty", () => {
    type ScaleTeam = ItemOf<typeof endpoints.scale_teams>;
    expectTypeOf<ScaleTeam["final_mark"]>().toEqualTypeOf<number | null>();
    expectTypeOf<ScaleTeam["begin_at"]>().toEqualTypeOf<string | null | undefined>();
    expectTypeOf<ItemOf<typeof endpoints.cursus_users>["level"]>().toEqualTypeOf<number>();
    expectTypeOf<ItemOf<typeof endpoints.titles>["name"]>().toEqualTypeOf<string>();
    never(async () => {
      for await (const evaluation of client.scale_teams.items()) {
        // @ts-expect-error no mark yet is null
        evaluation.final_mark.toFixed();
        // @ts-expect-error what no declaration names is unknown
        evaluation["brand_new_field"].toFixed();
      }
      const [title] = await client.titles.all({ limit: 1 });
      // @ts-expect-error the list may be shorter than its limit
      title.name.trim();
    });
  });

  test("name the person and the project that they embed, where 42 names them", () => {
    type Registration = ItemOf<typeof endpoints.projects_users>;
    expectTypeOf<Exclude<Registration["user"], "invisible">["login"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Registration["project"]["id"]>().toEqualTypeOf<number>();
    expectTypeOf<Registration["project"]["name"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Registration["project"]["slug"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Extract<Registration["user"], string>>().toEqualTypeOf<"invisible">();
    never(async () => {
      const logins: unknown[] = [];
      for await (const { user } of client.locations.items()) {
        // @ts-expect-error 42 may hide who it is
        logins.push(user.login);
        if (user !== "invisible") expectTypeOf(user.id).toEqualTypeOf<number | undefined>();
      }
    });
  });

  test("come in pages of the same items, by ids as well", () => {
    never(async () => {
      expectTypeOf(client.teams.pages()).toEqualTypeOf<AsyncIterable<Page<ItemOf<typeof endpoints.teams>>>>();
      expectTypeOf(client.projects_users.byIds({ by: "user_id", ids: [1, 2] })).toEqualTypeOf<
        AsyncIterable<Page<ItemOf<typeof endpoints.projects_users>>>
      >();
      expectTypeOf(await client.scale_teams.get(1)).toEqualTypeOf<ItemOf<typeof endpoints.scale_teams>>();
      // @ts-expect-error ids are numbers
      client.projects_users.byIds({ by: "user_id", ids: ["norminet"] });
      // @ts-expect-error rows by ids come by id
      client.users.byIds({ by: "id", ids: [1], sort: "login" });
      // @ts-expect-error counts have no order
      await client.users.count({ sort: "login" });
    });
  });
});
