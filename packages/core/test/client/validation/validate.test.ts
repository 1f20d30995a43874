import { describe, expect, test } from "vitest";
import { z } from "zod";
import { defineEndpoint, type InvalidItem } from "../../../src/index.js";
import { listAnswer, type FakeRow } from "../../fake-list.js";
import { clientOf, collect, failure } from "../client-of.js";

const people = defineEndpoint({
  name: "people",
  item: z.looseObject({ id: z.number().int(), login: z.string(), owner: z.object({ id: z.number() }) }),
  filters: ["id"],
  ranges: ["id"],
  sorts: ["id"],
  traversal: "keyset",
});
const good = (id: number): FakeRow => ({ id, login: `l${String(id)}`, owner: { id: 1 } });
const bad: FakeRow = { id: 2, login: "l2", owner: { id: "one" } };
const rows = [good(1), bad, good(3)];
const invalidItem: InvalidItem = {
  resource: "people",
  id: 2,
  path: "owner.id",
  reason: "Invalid input: expected number, received string",
  item: bad,
};

describe("an invalid item", () => {
  test("throws with its resource, id, path and reason", async () => {
    const { client, clock } = clientOf((request) => listAnswer(rows, request));
    expect(await clock.run(failure(client.resource(people).all()))).toMatchObject({
      code: "E_SCHEMA",
      message: "people 2: owner.id: Invalid input: expected number, received string",
      context: { resource: "people", id: 2, path: "owner.id", reason: invalidItem.reason },
    });
  });

  test("is passed to a function, and the others are returned", async () => {
    const told: InvalidItem[] = [];
    const { client, clock } = clientOf((request) => listAnswer(rows, request), {
      onInvalid: (one) => told.push(one),
    });
    expect(await clock.run(client.resource(people).all())).toEqual([good(1), good(3)]);
    expect(told).toEqual([invalidItem]);
  });

  test("comes with its page when collected", async () => {
    const { client, clock } = clientOf((request) => listAnswer(rows, request));
    const pages = await clock.run(collect(client.resource(people).pages({ onInvalid: "collect" })));
    expect(pages.map((page) => [page.items, page.invalidItems, page.meta.size])).toEqual([
      [[good(1), good(3)], [invalidItem], 3],
    ]);
  });

  test("cannot be collected where there are no pages", () => {
    const { client } = clientOf((request) => listAnswer(rows, request));
    expect(() => client.resource(people).items({ onInvalid: "collect" })).toThrow(
      "people items: invalid items are collected by page",
    );
  });

  test("without an id, or not even an object, does not fail its page", async () => {
    const { client, clock } = clientOf(() => ({
      json: [null, { login: "x" }, good(3)],
      headers: { "x-total": "3" },
    }));
    const pages = await clock.run(collect(client.resource(people).pages({ onInvalid: "collect" })));
    expect(pages.map((page) => [page.items, page.invalidItems.map((one) => [one.id, one.path])])).toEqual([
      [
        [good(3)],
        [
          [null, ""],
          [null, "id"],
        ],
      ],
    ]);
  });

  test("does not stop the traversal", async () => {
    const { client, clock } = clientOf((request) => listAnswer(rows, request));
    const pages = await clock.run(
      collect(client.resource(people).pages({ onInvalid: "collect", pageSize: 1 })),
    );
    expect(pages.map((page) => [page.items.length, page.invalidItems.length])).toEqual([
      [1, 0],
      [0, 1],
      [1, 0],
    ]);
  });

  test("is always thrown when requested alone", async () => {
    const { client, clock } = clientOf(() => ({ json: bad }), { onInvalid: () => undefined });
    expect(await clock.run(failure(client.resource(people).get(2)))).toMatchObject({ code: "E_SCHEMA" });
  });
});

test("fields that a declaration ignores on purpose pass and are not reported", async () => {
  const { client, clock } = clientOf((request) => listAnswer([{ ...good(1), colour: "red" }, bad], request));
  const pages = await clock.run(
    collect(client.resource({ ...people, unknownFields: "ignore" }).pages({ onInvalid: "collect" })),
  );
  expect(pages.map((page) => [page.items, page.invalidItems])).toEqual([
    [[{ ...good(1), colour: "red" }], [invalidItem]],
  ]);
  expect(client.unknownFields).toEqual({});
});

test("fields that no declaration names pass, and are counted with the first item that had them", async () => {
  const strange = [
    { ...good(1), colour: "red" },
    { ...good(2), colour: null, size: 3 },
  ];
  const { client, clock } = clientOf((request) => listAnswer(strange, request));
  expect(await clock.run(client.resource(people).all())).toEqual(strange);
  expect(client.unknownFields).toEqual({
    people: { colour: { count: 2, sampleId: 1 }, size: { count: 1, sampleId: 2 } },
  });
});
