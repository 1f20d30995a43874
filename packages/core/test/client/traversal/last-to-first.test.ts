import { describe, expect, test } from "vitest";
import { listAnswer, rowsOf, upTo } from "../../fake-list.js";
import { clientOf, collect, failure, idsOf, sortedThings } from "../client-of.js";
import { numbers } from "./page-numbers.js";

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
