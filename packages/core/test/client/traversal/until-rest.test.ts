import { describe, expect, test } from "vitest";
import { listAnswer, rowsOf, upTo } from "../../fake-list.js";
import { clientOf, collect, failure, idsOf, restingThings } from "../client-of.js";
import { numbers } from "./page-numbers.js";

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
