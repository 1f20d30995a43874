import { describe, expect, test } from "vitest";
import { listAnswer, rowsOf, upTo } from "../../fake-list.js";
import {
  clientOf,
  collect,
  failure,
  idsOf,
  restingThings,
  sortedThings,
  things,
  unsortableThings,
} from "../client-of.js";

const numbers = (api: {
  readonly hits: () => readonly { readonly query: Readonly<Record<string, string>> }[];
}): (string | undefined)[] => api.hits().map((hit) => hit.query["page[number]"]);

describe("from the last page to the first", () => {
  test.each([
    [0, ["1"]],
    [1, ["1"]],
    [100, ["1"]],
    [101, ["1", "2", "1"]],
    [350, ["1", "4", "3", "2", "1"]],
  ])("%i rows", async (count, pages) => {
    const { client, api, clock } = clientOf((request) => listAnswer(rowsOf(upTo(count)), request));
    const read = await clock.run(collect(client.resource(sortedThings).pages()));
    expect([idsOf(read).sort((a, b) => a - b), numbers(api), api.hits()[0]?.query["sort"]]).toEqual([
      upTo(count),
      pages,
      "id",
    ]);
    expect(read.map((page) => page.resume)).toEqual(
      read.map((_, index) => (index === read.length - 1 ? null : { kind: "restart" })),
    );
  });

  test("a row that is removed meanwhile makes no gap", async () => {
    const rows = rowsOf(upTo(350));
    const { client, clock } = clientOf((request, hit) => {
      if (hit === 3) rows.splice(0, 60);
      return listAnswer(rows, request);
    });
    const found = await clock.run(client.resource(sortedThings).all());
    expect(
      found
        .map((row) => row.id)
        .filter((id) => id > 60)
        .sort((a, b) => a - b),
    ).toEqual(upTo(350).slice(60));
  });

  test("a list that ignores the sort is noticed", async () => {
    const { client, clock } = clientOf(() => ({ json: [{ id: 3 }, { id: 2 }], headers: { "x-total": "2" } }));
    expect(await clock.run(failure(client.resource(sortedThings).all()))).toMatchObject({
      code: "E_TRAVERSAL",
      message: "things: reading relies on sort=id, and 2 came after 3; continuing would lose rows",
    });
  });

  test("a list that ignores page[number] is noticed", async () => {
    const { client, clock } = clientOf(() => ({ json: rowsOf(upTo(100)), headers: { "x-total": "300" } }));
    expect(await clock.run(failure(client.resource(sortedThings).all()))).toMatchObject({
      code: "E_TRAVERSAL",
      message: "things: page 3 is page 1 again: the list ignores page[number]",
    });
  });

  test("an empty page whose own X-Total promises rows is requested again, but not endlessly", async () => {
    const rows = rowsOf(upTo(250));
    const answers = (times: number) => {
      let empties = 0;
      return clientOf((request) =>
        request.query["page[number]"] === "2" && (empties += 1) <= times
          ? { json: [], headers: { "x-total": "250" } }
          : listAnswer(rows, request),
      );
    };
    const some = answers(3);
    expect((await some.clock.run(some.client.resource(sortedThings).all())).length).toBe(250);
    const ever = answers(Infinity);
    expect(await ever.clock.run(failure(ever.client.resource(sortedThings).all()))).toMatchObject({
      code: "E_TRAVERSAL",
      message: "things: X-Total promises 250 rows, but page 2 is empty",
    });
  });

  test("rows added during every sweep end it with an error", async () => {
    const rows = rowsOf(upTo(150));
    const { client, clock } = clientOf((request, hit) => {
      rows.push({ id: 1000 + hit });
      return listAnswer(rows, request);
    });
    expect(await clock.run(failure(client.resource(sortedThings).all()))).toMatchObject({
      code: "E_TRAVERSAL",
      message: "things: rows were added during each of 5 sweeps from the last page",
    });
  });

  test("two pages without X-Total have no last page", async () => {
    const { client, clock } = clientOf((request) => listAnswer(rowsOf(upTo(101)), request, { total: null }));
    expect(await clock.run(failure(client.resource(sortedThings).all()))).toMatchObject({
      code: "E_TRAVERSAL",
    });
  });

  test("an absurd X-Total ends", async () => {
    const { client, api, clock } = clientOf((request) =>
      listAnswer(rowsOf(upTo(150)), request, { total: "999999999999" }),
    );
    expect(await clock.run(failure(client.resource(sortedThings).all()))).toMatchObject({
      code: "E_TRAVERSAL",
    });
    expect(api.hits().length).toBeLessThan(10);
  });

  test("starts over from its resume point", async () => {
    const { client, clock } = clientOf((request) => listAnswer(rowsOf(upTo(150)), request));
    expect(
      idsOf(
        await clock.run(collect(client.resource(sortedThings).pages({ resume: { kind: "restart" } }))),
      ).sort((a, b) => a - b),
    ).toEqual(upTo(150));
    expect(() => client.resource(sortedThings).pages({ resume: { kind: "numbered", page: 2 } })).toThrow(
      "belongs to another traversal",
    );
  });
});

describe("until the list is stable", () => {
  test.each([
    [0, ["1"]],
    [100, ["1"]],
    [250, ["1", "2", "3", "1", "2", "3"]],
  ])("two equal rounds, one when a single page holds all of %i rows", async (count, pages) => {
    const { client, api, clock } = clientOf((request) => listAnswer(rowsOf(upTo(count)), request));
    const read = await clock.run(collect(client.resource(restingThings).pages()));
    expect([idsOf(read), numbers(api), read.map((page) => page.resume)]).toEqual([
      upTo(count),
      pages,
      pages.map((_, at) => (at === pages.length - 1 ? null : { kind: "restart" })),
    ]);
  });

  test("a round in which as many rows come as go is not stable", async () => {
    const rows = rowsOf(upTo(250));
    const { client, api, clock } = clientOf((request, hit) => {
      // Row 101 moves to page 1 that was read, row 251 makes up for row 11: X-Total stands at 250, and 250
      // distinct ids came.
      if (hit === 2) {
        rows.splice(10, 1);
        rows.push({ id: 251 });
      }
      return listAnswer(rows, request);
    });
    const found = (await clock.run(client.resource(restingThings).all())).map((row) => row.id);
    expect([found.includes(101), numbers(api)]).toEqual([
      true,
      ["1", "2", "3", "1", "2", "3", "1", "2", "3"],
    ]);
  });

  test("reads another round when a removed row made another one come twice", async () => {
    const rows = rowsOf(upTo(250));
    const { client, api, clock } = clientOf((request, hit) => {
      if (hit === 2) rows.splice(10, 1);
      return listAnswer(rows, request);
    });
    const found = (await clock.run(client.resource(restingThings).all())).map((row) => row.id);
    expect([upTo(250).filter((id) => id !== 11 && !found.includes(id)), numbers(api)]).toEqual([
      [],
      ["1", "2", "3", "1", "2", "3", "1", "2", "3"],
    ]);
  });

  test("reads another round when X-Total changed in between, even if the counts agree in the end", async () => {
    const rows = rowsOf(upTo(250));
    const { client, api, clock } = clientOf((request, hit) => {
      if (hit === 2) rows.splice(10, 1);
      if (hit === 3) rows.push({ id: 251 });
      return listAnswer(rows, request);
    });
    const found = (await clock.run(client.resource(restingThings).all())).map((row) => row.id);
    expect([found.includes(101), numbers(api).length]).toEqual([true, 9]);
  });

  test("fails when it is never stable", async () => {
    let newest = 250;
    const rows = rowsOf(upTo(250));
    const { client, api, clock } = clientOf((request) => {
      rows.push({ id: (newest += 1) });
      return listAnswer(rows, request);
    });
    expect(await clock.run(failure(client.resource(restingThings).all()))).toMatchObject({
      code: "E_TRAVERSAL",
      message: expect.stringMatching(
        /^things: the list keeps changing \(X-Total .*, 26\d distinct ids in the last of 5 rounds\)$/,
      ) as string,
    });
    expect(api.hits()).toHaveLength(15);
  });

  test("without X-Total, two rounds of the same ids", async () => {
    const { client, api, clock } = clientOf((request) =>
      listAnswer(rowsOf(upTo(150)), request, { total: null }),
    );
    expect(idsOf(await clock.run(collect(client.resource(restingThings).pages())))).toEqual(upTo(150));
    expect(numbers(api)).toEqual(["1", "2", "1", "2"]);
  });
});

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
