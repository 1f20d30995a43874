import { describe, expect, test } from "vitest";
import { listAnswer, rowsOf, upTo, type FakeRow } from "../../fake-list.js";
import { clientOf, failure, things } from "../client-of.js";

const window = { updated_at: ["2026-11-20T00:00:00.000Z", "2026-11-23T08:00:00.000Z"] } as const;
const answering = (rows: readonly FakeRow[]) =>
  clientOf((request) =>
    listAnswer(rows, {
      ...request,
      query: Object.fromEntries(
        Object.entries(request.query).filter(([name]) => !name.startsWith("filter[")),
      ),
    }),
  );

describe("a list that ignores its query is noticed by its rows", () => {
  test.each([
    ["a filter, by the field", { id: 1, user_id: 8 }],
    ["a filter, by what is embedded", { id: 1, user: { id: 8 } }],
  ])("%s", async (_what, row) => {
    const { client, clock } = answering([{ id: 0, user_id: 7 }, row]);
    expect(
      await clock.run(failure(client.resource(things).all({ filter: { user_id: [6, 7] } }))),
    ).toMatchObject({
      code: "E_TRAVERSAL",
      message:
        "things: reading relies on filter[user_id], and a row of 8 was returned; other rows would be lost",
      context: {
        resource: "things",
        path: "/v2/things?filter[user_id]=6,7&range[id]=1,2147483647&sort=id&page[size]=100",
      },
    });
  });

  test("by the owners of a traversal by ids", async () => {
    const { client, api, clock } = answering(rowsOf(upTo(300), (id) => ({ user_id: id })));
    expect(
      await clock.run(failure(client.resource(things).all({ filter: { user_id: [1, 2] } }))),
    ).toMatchObject({ code: "E_TRAVERSAL" });
    const pages = client.resource(things).byIds({ by: "user_id", ids: upTo(50) });
    expect(
      await clock.run(
        failure(
          (async () => {
            for await (const page of pages) expect(page).toBeUndefined();
          })(),
        ),
      ),
    ).toMatchObject({
      code: "E_TRAVERSAL",
      message:
        "things: reading relies on filter[user_id], and a row of 51 was returned; other rows would be lost",
    });
    expect(api.hits()).toHaveLength(2);
  });

  test.each([
    ["before", "2026-11-19T23:59:59.998Z"],
    ["after", "2026-11-23T09:01:00.000Z"],
  ])("a range of time, %s it", async (_where, updated_at) => {
    const { client, clock } = answering([
      { id: 1, updated_at: "2026-11-21T00:00:00.000Z" },
      { id: 2, updated_at },
    ]);
    expect(await clock.run(failure(client.resource(things).all({ range: window })))).toMatchObject({
      code: "E_TRAVERSAL",
      message: `things: reading relies on range[updated_at], and ${updated_at} was returned; other rows would be lost`,
    });
  });
});

describe("what is right, or cannot be checked, passes", () => {
  test.each([
    [
      "at the ends of a range, rounded",
      [
        { id: 1, updated_at: "2026-11-19T23:59:59.999Z" },
        { id: 2, updated_at: "2026-11-23T08:00:00.001Z" },
      ],
    ],
    ["touched while it was answered", [{ id: 1, updated_at: "2026-11-23T08:00:09.000Z" }]],
    ["a time that is missing", [{ id: 1, updated_at: null }, { id: 2 }]],
  ])("%s", async (_what, rows) => {
    const { client, clock } = answering(rows);
    expect(await clock.run(client.resource(things).all({ range: window }))).toEqual(rows);
  });

  test.each([
    ["a text, which 42 may compare its own way", { kind: "Student" }, [{ id: 1, kind: "student" }]],
    [
      "somebody hidden",
      { user_id: 7 },
      [
        { id: 1, user: {} },
        { id: 2, user: "invisible" },
      ],
    ],
    ["a row that does not carry the field", { "alumni?": false }, [{ id: 1 }]],
  ])("%s", async (_what, filter, rows) => {
    const { client, clock } = answering(rows);
    expect(await clock.run(client.resource(things).all({ filter }))).toEqual(rows);
  });
});
