import { describe, expect, test } from "vitest";
import { listAnswer, rowsOf, upTo } from "../../fake-list.js";
import { clientOf, collect, failure, idsOf, things, unsortableThings } from "../client-of.js";
import { numbers } from "./page-numbers.js";

describe("in the caller's own order", () => {
  test("numbered pages, each id once, resumable from a page", async () => {
    const rows = rowsOf(upTo(250));
    const { client, api, clock } = clientOf((request, hit) => {
      // A new row pushes one to the next page.
      if (hit === 2) rows.push({ id: 251 });
      return listAnswer(rows, request);
    });
    const pages = await clock.run(collect(client.resource(things).pages({ sort: "-id" })));
    expect([idsOf(pages), numbers(api)]).toEqual([upTo(250).reverse(), ["1", "2", "3"]]);
    expect(pages.map((page) => page.resume)).toEqual([
      { kind: "numbered", page: 2, size: 100 },
      { kind: "numbered", page: 3, size: 100 },
      null,
    ]);
    const rest = await clock.run(
      collect(client.resource(things).pages({ sort: "-id", resume: { kind: "numbered", page: 3 } })),
    );
    expect(idsOf(rest)).toEqual(upTo(51).reverse());
  });

  test("a list that ignores page[number] is noticed", async () => {
    const { client, clock } = clientOf(() => ({ json: rowsOf(upTo(100)), headers: { "x-total": "300" } }));
    expect(await clock.run(failure(client.resource(things).all({ sort: "id" })))).toMatchObject({
      code: "E_TRAVERSAL",
      message: "things: page 2 is page 1 again: the list ignores page[number]",
    });
  });

  test("is refused for a list that takes none", () => {
    const { client } = clientOf((request) => listAnswer([], request));
    expect(() => client.resource(unsortableThings).pages({ sort: "id" } as never)).toThrow(
      "things sort id: 42 has no such sort here",
    );
  });
});

describe("any path", () => {
  test("is read page by page, with the caller's own parameters", async () => {
    const { client, api, clock } = clientOf((request) => listAnswer(rowsOf(upTo(250)), request));
    const pages = await clock.run(
      collect(client.pages("/v2/groups", { query: { "filter[id]": "1,2,150" }, pageSize: 2 })),
    );
    expect([pages.flatMap((page) => page.items), api.hits().map((hit) => hit.query)]).toEqual([
      rowsOf([1, 2, 150]),
      [
        { "filter[id]": "1,2,150", "page[size]": "2", "page[number]": "1" },
        { "filter[id]": "1,2,150", "page[size]": "2", "page[number]": "2" },
      ],
    ]);
  });

  test("rows without an id are all returned", async () => {
    const { client, clock } = clientOf((request) => ({
      json: request.query["page[number]"] === "1" ? [{ a: 1 }, { a: 1 }] : [{ a: 2 }],
      headers: { "x-total": "3", "x-per-page": "2" },
    }));
    expect((await clock.run(collect(client.pages("/v2/odd")))).flatMap((page) => page.items)).toEqual([
      { a: 1 },
      { a: 1 },
      { a: 2 },
    ]);
  });

  test.each([
    "https://elsewhere.example/v2/users",
    "//elsewhere.example/v2",
    "/\\elsewhere.example",
    "@elsewhere.example",
    "v2/users",
    "",
  ])("but not %j: the token stays with the API", async (path) => {
    const { client, api } = clientOf(() => ({ json: [] }));
    expect(() => client.pages(path)).toThrow("not an API path");
    expect(await failure(client.get(path))).toMatchObject({ code: "E_QUERY" });
    expect(api.requests).toEqual([]);
  });
});
