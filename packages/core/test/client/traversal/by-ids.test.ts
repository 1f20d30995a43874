import { describe, expect, test } from "vitest";
import type { Resume } from "../../../src/index.js";
import { listAnswer, rowsOf, upTo } from "../../fake-list.js";
import { clientOf, collect, failure, idsOf, roomy, sortedThings, things, withHeaders } from "../client-of.js";

const people = upTo(250, 3);
/** Four rows a person. */
const rows = rowsOf(upTo(1200), (id) => ({
  user_id: people[id % people.length],
  kind: id % 2 === 0 ? "even" : "odd",
}));
const by = "user_id" as const;
const chunkOf = (query: Readonly<Record<string, string>>): number =>
  (query["filter[user_id]"] ?? "").split(",").length;

describe("rows of owners, 100 owners a hit", () => {
  test("all of them, each once, whatever order and repeats the ids have", async () => {
    const { client, api, clock } = clientOf((request) => listAnswer(rows, request));
    const pages = await clock.run(
      collect(client.resource(things).byIds({ by, ids: [...people].reverse().concat(people), lanes: 1 })),
    );
    expect(idsOf(pages).sort((a, b) => a - b)).toEqual(upTo(1200));
    expect(api.hits().map((hit) => chunkOf(hit.query))).toEqual([
      100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 50, 50, 50,
    ]);
    expect(pages.map((page) => page.resume === null)).toEqual(
      pages.map((_, index) => index === pages.length - 1),
    );
  });

  test("with the caller's filters and ranges", async () => {
    const { client, api, clock } = clientOf((request) => listAnswer(rows, request));
    const found = await clock.run(
      collect(
        client.resource(things).byIds({ by, ids: [3, 6], filter: { kind: "even" }, range: { id: [1, 600] } }),
      ),
    );
    expect(idsOf(found)).toEqual(
      rows
        .filter((row) => [3, 6].includes(Number(row["user_id"])) && row["kind"] === "even" && row.id <= 600)
        .map((row) => row.id),
    );
    expect(api.hits().map((hit) => hit.query)).toEqual([
      {
        "filter[kind]": "even",
        "filter[user_id]": "3,6",
        "range[id]": "1,600",
        sort: "id",
        "page[size]": "100",
      },
    ]);
  });

  test("where 100 owners have slightly more than a page, fewer are asked for at once", async () => {
    const many = upTo(1000);
    const few = rowsOf(upTo(1050), (id) => ({ user_id: id <= 1000 ? id : (id - 1000) * 20, kind: "even" }));
    const { client, api, clock } = clientOf((request) => withHeaders(listAnswer(few, request), roomy));
    const pages = await clock.run(collect(client.resource(things).byIds({ by, ids: many, lanes: 1 })));
    expect(idsOf(pages).sort((a, b) => a - b)).toEqual(upTo(1050));
    expect(api.hits().map((hit) => chunkOf(hit.query))).toEqual([
      100, 100, 91, 91, 91, 91, 91, 91, 91, 91, 91, 81,
    ]);
  });

  test("no owners: one empty page, no hit", async () => {
    const { client, api, clock } = clientOf((request) => listAnswer(rows, request));
    expect(await clock.run(collect(client.resource(things).byIds({ by, ids: [] })))).toEqual([
      {
        items: [],
        invalidItems: [],
        resume: null,
        meta: { total: 0, date: null, path: "", bytes: 0, size: 0 },
      },
    ]);
    expect(api.requests).toEqual([]);
  });

  test("two lanes, one hundred each", async () => {
    let flying = 0;
    const most: number[] = [];
    const { client, clock } = clientOf(async (request) => {
      most.push((flying += 1));
      await clock.sleep(200);
      flying -= 1;
      return withHeaders(listAnswer(rows, request), roomy);
    });
    expect(
      idsOf(await clock.run(collect(client.resource(things).byIds({ by, ids: people })))).sort(
        (a, b) => a - b,
      ),
    ).toEqual(upTo(1200));
    expect(Math.max(...most)).toBe(2);
  });
});

describe("a list of ids that is too long for 42", () => {
  const tooLong = (status: number, most: number): ReturnType<typeof clientOf> =>
    clientOf((request) =>
      chunkOf(request.query) > most
        ? { status, body: "<h1>Bad Gateway</h1>" }
        : withHeaders(listAnswer(rows, request), roomy),
    );

  test.each([502, 504])("is halved on %i until 42 accepts it", async (status) => {
    const { client, clock } = tooLong(status, 30);
    expect(
      idsOf(await clock.run(collect(client.resource(things).byIds({ by, ids: people })))).sort(
        (a, b) => a - b,
      ),
    ).toEqual(upTo(1200));
  });

  test("is attempted at most twice before", async () => {
    const { client, api, clock } = tooLong(502, 60);
    await clock.run(collect(client.resource(things).byIds({ by, ids: people.slice(0, 100) })));
    expect(
      api
        .hits()
        .map((hit) => chunkOf(hit.query))
        .filter((length) => length === 100),
    ).toHaveLength(2);
  });

  test("but a single failing id is an error", async () => {
    const { client, clock } = tooLong(502, 0);
    expect(
      await clock.run(failure(collect(client.resource(things).byIds({ by, ids: [3, 6] })))),
    ).toMatchObject({
      code: "E_HTTP",
      status: 502,
      message: "GET /v2/things of 1 user_id from id 1: 502 after 4 attempts",
    });
  });

  test("and other errors are not made smaller", async () => {
    const { client, api, clock } = clientOf(() => ({ status: 403, json: {} }));
    expect(
      await clock.run(failure(collect(client.resource(things).byIds({ by, ids: people })))),
    ).toMatchObject({ code: "E_FORBIDDEN" });
    expect(api.hits()).toHaveLength(1);
  });
});

describe("it resumes after any page", () => {
  const answer: Parameters<typeof clientOf>[0] = (request) => withHeaders(listAnswer(rows, request), roomy);

  async function until(stop: number): Promise<{ readonly before: number[]; readonly resume: Resume | null }> {
    const { client, clock } = clientOf(answer);
    const before: number[] = [];
    let resume: Resume | null = null;
    const read = async (): Promise<void> => {
      let pages = 0;
      for await (const page of client.resource(things).byIds({ by, ids: people })) {
        before.push(...page.items.map((item) => item.id));
        resume = JSON.parse(JSON.stringify(page.resume)) as Resume;
        if (++pages === stop) break;
      }
    };
    await clock.run(read());
    return { before, resume };
  }

  test("each row once", async () => {
    for (let stop = 1; stop <= 12; stop += 1) {
      const { before, resume } = await until(stop);
      const { client, clock } = clientOf(answer);
      const after = idsOf(
        await clock.run(
          collect(client.resource(things).byIds({ by, ids: people, resume: resume as Resume })),
        ),
      );
      expect({ stop, ids: [...before, ...after].sort((a, b) => a - b) }).toEqual({ stop, ids: upTo(1200) });
    }
  });

  test("also when owners are gone, and for owners added above it", async () => {
    const { before, resume } = await until(3);
    const came = [people.at(-1) ?? 0, 10_000];
    const rowsNow = [...rows, { id: 5000, user_id: 10_000 }];
    const { client, clock } = clientOf((request) => withHeaders(listAnswer(rowsNow, request), roomy));
    const stay = people.filter((_, index) => index % 2 === 0);
    const after = idsOf(
      await clock.run(
        collect(client.resource(things).byIds({ by, ids: [...stay, ...came], resume: resume as Resume })),
      ),
    );
    const wanted = rowsNow
      .filter((row) => [...stay, ...came].includes(Number(row["user_id"])))
      .map((row) => row.id);
    expect(wanted.filter((id) => !before.includes(id) && !after.includes(id))).toEqual([]);
  });

  test("with one empty page when no owner remains", async () => {
    const { client, api, clock } = clientOf(answer);
    const pages = await clock.run(
      collect(
        client.resource(things).byIds({ by, ids: [1, 2], resume: { kind: "ids", spans: [[500, 600, 77]] } }),
      ),
    );
    expect([pages.map((page) => [page.items, page.resume]), api.requests]).toEqual([[[[], null]], []]);
  });

  test("a resume point is small, however many owners there are", async () => {
    const many = upTo(20_000);
    const { client, clock } = clientOf(() => ({ json: [], headers: { ...roomy, "x-total": "0" } }));
    let size = 0;
    const read = async (): Promise<void> => {
      for await (const page of client.resource(things).byIds({ by, ids: many })) {
        size = JSON.stringify(page.resume).length;
        break;
      }
    };
    await clock.run(read());
    expect(size).toBeLessThan(120);
  });
});

test.each([
  [
    "a filter that is not there",
    { by: "userid", ids: [1] },
    "things filter[userid]: 42 has no such filter here",
  ],
  ["an id that is none", { by, ids: [1.5] }, "things byIds: 1.5 is not an id"],
  [
    "the same filter twice",
    { by, ids: [1], filter: { user_id: 2 } },
    "things byIds: filter user_id is already set by the ids",
  ],
  ["an order", { by, ids: [1], sort: "id" }, "things byIds: rows are sorted by id, sort is not possible"],
])("%s is refused", (_name, query, message) => {
  const { client } = clientOf((request) => listAnswer(rows, request));
  expect(() => client.resource(things).byIds(query as never)).toThrow(message);
  expect(() => client.resource(sortedThings).byIds({ by: "id", ids: [1] } as never)).toThrow(
    "things: cannot be asked by ids",
  );
});
