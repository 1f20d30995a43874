import { describe, expect, test } from "vitest";
import type { Resume } from "../../../src/index.js";
import { listAnswer, rowsOf, upTo } from "../../fake-list.js";
import {
  clientOf,
  collect,
  failure,
  idsOf,
  roomy,
  things,
  unsortableThings,
  withHeaders,
} from "../client-of.js";

const ids = (count: number): number[] => upTo(count, 3);

describe("a list of any length is read completely, in as few hits as possible", () => {
  test.each([
    [0, 1],
    [1, 1],
    [99, 1],
    [100, 1],
    [101, 2],
    [200, 2],
    [1000, 10],
  ])("%i rows in %i hits", async (count, hits) => {
    const rows = rowsOf(ids(count));
    const { client, api, clock } = clientOf((request) => listAnswer(rows, request));
    const pages = await clock.run(collect(client.resource(things).pages()));
    expect([idsOf(pages), api.hits().length, pages.length]).toEqual([ids(count), hits, hits]);
    expect(pages.map((page) => page.resume === null)).toEqual(
      pages.map((_, index) => index === pages.length - 1),
    );
  });

  test("each page begins after the last id, and asks for the first page", async () => {
    const rows = rowsOf(ids(250));
    const { client, api, clock } = clientOf((request) => listAnswer(rows, request));
    await clock.run(client.resource(things).all());
    expect(api.hits().map((hit) => hit.query)).toEqual(
      ["1", "301", "601"].map((from) => ({
        "range[id]": `${from},2147483647`,
        sort: "id",
        "page[size]": "100",
      })),
    );
  });

  test("sort is not sent to a list that takes none", async () => {
    const { client, api, clock } = clientOf((request) => listAnswer(rowsOf(ids(3)), request));
    expect(idsOf(await clock.run(collect(client.resource(unsortableThings).pages())))).toEqual([3, 6, 9]);
    expect(api.hits().map((hit) => hit.query)).toEqual([
      { "range[id]": "1,2147483647", "page[size]": "100" },
    ]);
  });

  test("the caller's own range of ids bounds it", async () => {
    const { client, api, clock } = clientOf((request) => listAnswer(rowsOf(upTo(500)), request));
    expect(await clock.run(client.resource(things).all({ range: { id: [100, 350] } }))).toEqual(
      rowsOf(upTo(500)).slice(99, 350),
    );
    expect(api.hits().map((hit) => hit.query["range[id]"])).toEqual(["100,350", "200,350", "300,350"]);
  });

  test("meta describes each answer", async () => {
    const { client, clock } = clientOf((request) => listAnswer(rowsOf([7]), request));
    const pages = await clock.run(
      collect(client.resource(things).pages({ filter: { "alumni?": false }, range: { id: [1, 9] } })),
    );
    expect(pages.map((page) => page.meta)).toEqual([
      {
        total: 0,
        date: new Date("2026-11-23T08:00:00Z"),
        path: "/v2/things?filter[alumni?]=false&range[id]=1,9&sort=id&page[size]=100",
        bytes: 2,
        size: 0,
      },
    ]);
  });
});

describe("X-Total that is missing or odd", () => {
  test.each([
    ["missing", null],
    ["less than the rows on the page (a number of pages)", "3"],
    ["no number", "many"],
    ["negative", "-1"],
  ])("%s: read until a page is short", async (_name, total) => {
    const rows = rowsOf(ids(230));
    const { client, api, clock } = clientOf((request) => listAnswer(rows, request, { total }));
    expect(idsOf(await clock.run(collect(client.resource(things).pages())))).toEqual(ids(230));
    expect(api.hits()).toHaveLength(3);
  });

  test("missing after a full last page: one more page, which is empty", async () => {
    const { client, api, clock } = clientOf((request) =>
      listAnswer(rowsOf(ids(200)), request, { total: null }),
    );
    expect(idsOf(await clock.run(collect(client.resource(things).pages())))).toEqual(ids(200));
    expect(api.hits()).toHaveLength(3);
  });

  test("missing while 42 clamps pages to 30: a page is short only below that", async () => {
    const rows = rowsOf(ids(100));
    const { client, clock } = clientOf((request) =>
      withHeaders(
        listAnswer(rows, { ...request, query: { ...request.query, "page[size]": "30" } }, { total: null }),
        { "x-per-page": "30" },
      ),
    );
    expect(idsOf(await clock.run(collect(client.resource(things).pages())))).toEqual(ids(100));
  });

  test("short pages are not the end while X-Total promises more", async () => {
    const rows = rowsOf(ids(100));
    const { client, clock } = clientOf((request) => {
      const whole = listAnswer(rows, { ...request, query: { ...request.query, "page[size]": "7" } });
      return whole;
    });
    expect(idsOf(await clock.run(collect(client.resource(things).pages())))).toEqual(ids(100));
  });
});

describe("what the traversal relies on is checked on each page", () => {
  const broken = (json: unknown, total = "500"): ReturnType<typeof clientOf> =>
    clientOf(() => ({ json, headers: { "x-total": total } }));

  test("ids that do not ascend", async () => {
    const { client, clock } = broken([{ id: 5 }, { id: 4 }]);
    expect(await clock.run(failure(client.resource(things).all()))).toMatchObject({
      code: "E_TRAVERSAL",
      message:
        "things: reading relies on ids in ascending order, and 4 came after 5; continuing would lose rows",
      context: { resource: "things", path: "/v2/things?range[id]=1,2147483647&sort=id&page[size]=100" },
    });
  });

  test("the same page again and again", async () => {
    const { client, api, clock } = broken(rowsOf(upTo(100)));
    expect(await clock.run(failure(client.resource(things).all()))).toMatchObject({
      code: "E_TRAVERSAL",
      message:
        "things: reading relies on range[id]=101,2147483647, and id 1 came; continuing would lose rows",
    });
    expect(api.hits()).toHaveLength(2);
  });

  test("a page of rows without ids", async () => {
    const { client, clock } = broken([{ name: "x" }]);
    expect(
      await clock.run(failure(collect(client.resource(things).pages({ onInvalid: "collect" })))),
    ).toMatchObject({ code: "E_TRAVERSAL" });
  });

  test("one empty page in between is requested again, an endless number is not", async () => {
    let hit = 0;
    const rows = rowsOf(ids(250));
    const once = clientOf((request) =>
      ++hit === 2 ? { json: [], headers: { "x-total": "150" } } : listAnswer(rows, request),
    );
    expect(idsOf(await once.clock.run(collect(once.client.resource(things).pages())))).toEqual(ids(250));
    const ever = broken([], "10");
    expect(await ever.clock.run(failure(ever.client.resource(things).all()))).toMatchObject({
      code: "E_TRAVERSAL",
    });
    expect(ever.api.hits()).toHaveLength(4);
  });

  test("a list that grows as fast as it is read ends", async () => {
    const { client, clock } = clientOf((request) => ({
      json: [{ id: Number((request.query["range[id]"] ?? "").split(",")[0]) }],
      headers: { ...roomy, "x-total": "2" },
    }));
    expect(await clock.run(failure(client.resource(things).all()))).toMatchObject({
      code: "E_TRAVERSAL",
      message: expect.stringContaining("four times as many pages") as string,
    });
  });

  test("reads on after a full page that X-Total calls the last although the previous one promised more", async () => {
    const rows = rowsOf(upTo(600));
    const { client, api, clock } = clientOf((request, hit) =>
      listAnswer(rows, request, hit === 3 ? { total: "100" } : {}),
    );
    expect((await clock.run(client.resource(things).all({ lanes: 1 }))).map((row) => row.id)).toEqual(
      upTo(600),
    );
    expect(api.hits()).toHaveLength(6);
  });

  test("an answer that is not a list", async () => {
    const { client, clock } = broken({ error: "no" });
    expect(await clock.run(failure(client.resource(things).all()))).toMatchObject({
      code: "E_SCHEMA",
      message: "GET /v2/things from id 1: the answer is not a list",
    });
  });

  test("a list that answers 404 is forbidden, a single item is not", async () => {
    const { client, clock } = clientOf(() => ({ status: 404, json: {} }));
    expect([
      await clock.run(failure(client.resource(things).all())),
      await clock.run(failure(client.resource(things).get(1))),
    ]).toMatchObject([
      { code: "E_FORBIDDEN", status: 404 },
      { code: "E_HTTP", status: 404 },
    ]);
  });
});

describe("lanes", () => {
  const many = upTo(4000, 7);

  test("read a long list side by side, each row once, for one hit more at most", async () => {
    const rows = rowsOf(many);
    const { client, api, clock } = clientOf(async (request) => withHeaders(listAnswer(rows, request), roomy));
    const pages = await clock.run(collect(client.resource(things).pages()));
    expect(idsOf(pages).sort((a, b) => a - b)).toEqual(many);
    expect(api.hits().length).toBeLessThanOrEqual(42);
    expect(pages.map((page) => page.resume === null)).toEqual(
      pages.map((_, index) => index === pages.length - 1),
    );
  });

  test("the first request is alone, then two are in flight", async () => {
    const rows = rowsOf(many);
    let flying = 0;
    const seen: number[] = [];
    const { client, clock } = clientOf(async (request) => {
      flying += 1;
      seen.push(flying);
      await clock.sleep(300);
      flying -= 1;
      return withHeaders(listAnswer(rows, request), roomy);
    });
    await clock.run(client.resource(things).all());
    expect([seen[0], Math.max(...seen)]).toEqual([1, 2]);
  });

  test.each([1, 3, 8])("%i of them", async (lanes) => {
    const rows = rowsOf(many);
    const { client, clock } = clientOf(async (request) => {
      await clock.sleep(50 + (Number((request.query["range[id]"] ?? "1").split(",")[0]) % 7) * 30);
      return withHeaders(listAnswer(rows, request), roomy);
    });
    expect(
      (await clock.run(client.resource(things).all({ lanes }))).map((row) => row.id).sort((a, b) => a - b),
    ).toEqual(many);
  });

  test("cope with unevenly spread ids", async () => {
    const uneven = [
      ...upTo(500),
      ...upTo(3000, 1000).map((id) => id + 500),
      ...upTo(4000).map((id) => id + 40_000_000),
    ];
    const rows = rowsOf(uneven);
    const { client, api, clock } = clientOf(async (request) => withHeaders(listAnswer(rows, request), roomy));
    const found = (await clock.run(client.resource(things).all())).map((row) => row.id).sort((a, b) => a - b);
    expect(found).toEqual(uneven);
    expect(api.hits().length).toBeLessThanOrEqual(Math.ceil(uneven.length / 100) + 20);
  });

  test("two fill at least 95 % of the rate where one does not", async () => {
    const rows = rowsOf(upTo(12_000));
    const rate = async (lanes: number): Promise<number> => {
      const { client, api, clock } = clientOf(
        async (request) => {
          await clock.sleep(650);
          return listAnswer(rows, request);
        },
        { lanes },
      );
      await clock.run(client.resource(things).all());
      const at = api.hits().map((hit) => hit.at);
      return (at.length - 2) / (((at.at(-1) ?? 0) - (at[1] ?? 0)) / 1000) / 2;
    };
    expect(await rate(1)).toBeLessThan(0.9);
    expect(await rate(2)).toBeGreaterThanOrEqual(0.95);
  });

  test("a lane that fails stops the others, after what was in flight is delivered", async () => {
    const rows = rowsOf(many);
    const { client, api, clock } = clientOf(
      async (request) => {
        await clock.sleep(300);
        return withHeaders(listAnswer(rows, request), roomy);
      },
      { maxHits: 10 },
    );
    const delivered: number[] = [];
    const read = async (): Promise<void> => {
      for await (const page of client.resource(things).pages())
        delivered.push(...page.items.map((item) => item.id));
    };
    expect(await clock.run(failure(read()))).toMatchObject({ code: "E_BUDGET" });
    expect([api.hits().length, delivered.length]).toEqual([10, 1000]);
  });
});

describe("a traversal resumes after any page", () => {
  test.each([250, 4000])("of %i rows, each row once", async (count) => {
    const rows = rowsOf(upTo(count, 2));
    const answer: Parameters<typeof clientOf>[0] = async (request) =>
      withHeaders(listAnswer(rows, request), roomy);
    const whole = clientOf(answer);
    const stops = (await whole.clock.run(collect(whole.client.resource(things).pages()))).length;
    for (let stop = 1; stop < stops; stop += 7) {
      const { client, clock } = clientOf(answer);
      const before: number[] = [];
      let resume: Resume | null = null;
      const first = async (): Promise<void> => {
        let pages = 0;
        for await (const page of client.resource(things).pages()) {
          before.push(...page.items.map((item) => item.id));
          // As a store would keep it.
          resume = JSON.parse(JSON.stringify(page.resume)) as Resume;
          if (++pages === stop) break;
        }
      };
      await clock.run(first());
      const after = await clock.run(
        collect(client.resource(things).pages({ resume: resume as unknown as Resume })),
      );
      expect([...before, ...idsOf(after)].sort((a, b) => a - b)).toEqual(upTo(count, 2));
    }
  });

  test("but not from another traversal's resume point, or from nonsense", () => {
    const { client } = clientOf((request) => listAnswer([], request));
    for (const resume of [
      { kind: "numbered", page: 3 },
      { kind: "keyset", spans: [] },
      { kind: "keyset", spans: [[1]] },
      { kind: "keyset", spans: [[9, 1]] },
      [],
      7,
    ]) {
      expect(() => client.resource(things).pages({ resume: resume as unknown as Resume })).toThrow(
        "belongs to another traversal",
      );
    }
  });
});

test("a row that 42 repeats, as lists behind a JOIN do, is returned once", async () => {
  const rows = upTo(150).flatMap((id) => Array.from({ length: 1 + (id % 3) }, () => ({ id })));
  const { client, clock } = clientOf((request) => listAnswer(rows, request));
  expect((await clock.run(client.resource(things).all())).map((row) => row.id)).toEqual(upTo(150));
});
