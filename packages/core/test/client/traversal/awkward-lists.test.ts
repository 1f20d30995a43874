import { describe, expect, test } from "vitest";
import type { FakeAnswer, FakeRequest } from "../../fake-api.js";
import { listAnswer, rowsOf, upTo, type FakeRow } from "../../fake-list.js";
import { clientOf, collect, failure, idsOf, restingThings, sortedThings, things } from "../client-of.js";

const endpoints = { keyset: things, "last to first": sortedThings, "until rest": restingThings } as const;
const traversals = Object.entries(endpoints);

/** A list behind a JOIN: every third row comes twice, and X-Total counts it twice. */
const repeated = (count: number): FakeRow[] =>
  rowsOf(upTo(count).flatMap((id) => (id % 3 === 0 ? [id, id] : [id])));

describe("a list that repeats rows is read completely, each row once", () => {
  test.each(traversals)("%s", async (_, endpoint) => {
    const rows = repeated(250);
    const { client, clock } = clientOf((request) => listAnswer(rows, request));
    const pages = await clock.run(collect(client.resource(endpoint).pages()));
    expect(idsOf(pages).sort((a, b) => a - b)).toEqual(upTo(250));
  });

  test("by the ids of owners", async () => {
    const rows = repeated(250).map((row) => ({ ...row, user_id: row.id % 10 }));
    const { client, clock } = clientOf((request) => listAnswer(rows, request));
    const pages = client.resource(things).byIds({ by: "user_id", ids: [1, 2, 3] });
    expect(idsOf(await clock.run(collect(pages)))).toEqual(
      upTo(250).filter((id) => [1, 2, 3].includes(id % 10)),
    );
  });

  test("a smaller id still breaks the order", async () => {
    const { client, clock } = clientOf(() => ({ json: rowsOf([5, 5, 4]), headers: { "x-total": "3" } }));
    expect(await clock.run(failure(client.resource(things).all()))).toMatchObject({
      code: "E_TRAVERSAL",
      message:
        "things: reading relies on ids in ascending order, and 4 came after 5; continuing would lose rows",
    });
  });
});

/** Answers 504, or never, to pages of more rows than it bears. */
const heavy =
  (rows: readonly FakeRow[], most: number, how: FakeAnswer = { status: 504 }) =>
  (request: FakeRequest): FakeAnswer =>
    Number(request.query["page[size]"]) > most ? how : listAnswer(rows, request);

const sizes = (hits: readonly FakeRequest[]): readonly number[] =>
  hits.map((hit) => Number(hit.query["page[size]"]));

describe("a page that is too heavy is halved", () => {
  test.each(traversals)("%s, down to one row", async (_, endpoint) => {
    const { client, clock } = clientOf(heavy(rowsOf(upTo(7)), 1));
    const pages = await clock.run(collect(client.resource(endpoint).pages()));
    expect(idsOf(pages).sort((a, b) => a - b)).toEqual(upTo(7));
  });

  test("after two attempts each, and the next traversal begins with what worked", async () => {
    const { client, api, clock } = clientOf(heavy(rowsOf(upTo(60)), 30));
    await clock.run(client.resource(things).all());
    expect(sizes(api.hits())).toEqual([100, 100, 50, 50, 25, 25, 25]);
    api.requests.length = 0;
    await clock.run(client.resource(things).all());
    expect(sizes(api.hits())).toEqual([25, 25, 25]);
  });

  test.each<[string, FakeAnswer]>([
    ["502", { status: 502 }],
    ["no answer in time", "hang"],
  ])("%s", async (_, how) => {
    const { client, clock } = clientOf(heavy(rowsOf(upTo(60)), 30, how));
    expect(await clock.run(client.resource(things).all())).toEqual(rowsOf(upTo(60)));
  });

  test("a resume point of numbered pages continues at the same row in smaller pages", async () => {
    const rows = rowsOf(upTo(250));
    const { client, clock } = clientOf(heavy(rows, 30));
    const pages = client.resource(things).pages({
      sort: "-id",
      resume: { kind: "numbered", page: 3, size: 100 },
    });
    expect(idsOf(await clock.run(collect(pages)))).toEqual(upTo(50).reverse());
  });

  test("a page of one row that fails is an error", async () => {
    const { client, clock } = clientOf(heavy(rowsOf(upTo(5)), 0));
    expect(await clock.run(failure(client.resource(things).all()))).toMatchObject({
      status: 504,
      message: "GET /v2/things from id 1: 504 after 4 attempts",
    });
  });
});

/** Thirty rows a page whatever is asked, and no word of how many there are. */
function short(rows: readonly FakeRow[], request: FakeRequest): FakeAnswer {
  const answer = listAnswer(rows, { ...request, query: { ...request.query, "page[size]": "30" } });
  return { ...(answer as Exclude<FakeAnswer, string>), headers: {} };
}

describe("a short page without totals is not the end", () => {
  test.each([
    ["keyset", things],
    ["until rest", restingThings],
  ] as const)("%s", async (_, endpoint) => {
    const { client, clock } = clientOf((request) => short(rowsOf(upTo(250)), request));
    const pages = await clock.run(collect(client.resource(endpoint).pages()));
    expect(idsOf(pages)).toEqual(upTo(250));
  });

  test("of any path", async () => {
    const { client, clock } = clientOf((request) => short(rowsOf(upTo(250)), request));
    const pages = await clock.run(collect(client.pages("/v2/anything")));
    expect(pages.flatMap((page) => page.items)).toEqual(rowsOf(upTo(250)));
  });

  test("last to first reads one page, and refuses a list without a known end", async () => {
    const whole = clientOf((request) => short(rowsOf(upTo(30)), request));
    expect(idsOf(await whole.clock.run(collect(whole.client.resource(sortedThings).pages())))).toEqual(
      upTo(30),
    );
    const { client, clock } = clientOf((request) => short(rowsOf(upTo(31)), request));
    expect(await clock.run(failure(client.resource(sortedThings).all()))).toMatchObject({
      code: "E_TRAVERSAL",
      message: "things: no X-Total: the last page cannot be known",
    });
  });

  test("a page shorter than X-Per-Page is", async () => {
    const { client, api, clock } = clientOf((request) =>
      listAnswer(rowsOf(upTo(130)), request, { total: null }),
    );
    expect(await clock.run(client.resource(things).all())).toEqual(rowsOf(upTo(130)));
    expect(api.hits().length).toBe(2);
  });
});

describe("a list without end stops at a bound", () => {
  const endless = (total: string | null) =>
    clientOf(({ query }) => ({
      json: rowsOf(upTo(100).map((id) => Number(query["page[number]"]) * 1000 + id)),
      headers: { "x-per-page": "100", ...(total === null ? {} : { "x-total": total }) },
    }));

  test.each([
    [
      "numbered pages",
      (client: ReturnType<typeof clientOf>["client"]) => client.resource(things).all({ sort: "-id" }),
    ],
    ["until rest", (client: ReturnType<typeof clientOf>["client"]) => client.resource(restingThings).all()],
  ])("%s", async (_, read) => {
    const { client, clock } = endless(null);
    expect(await clock.run(failure(read(client)))).toMatchObject({
      code: "E_TRAVERSAL",
      message: "things: the list does not end: page 1001 is beyond 100000 rows, and it has no X-Total",
    });
  });

  test("any path", async () => {
    const { client, clock } = endless(null);
    expect(await clock.run(failure(collect(client.pages("/v2/anything"))))).toMatchObject({
      code: "E_TRAVERSAL",
      message: "/v2/anything: the list does not end: page 1001 is beyond 100000 rows, and it has no X-Total",
    });
  });

  test("whose X-Total grows with every page", async () => {
    const { client, clock } = clientOf(({ query }) => ({
      json: rowsOf(upTo(100).map((id) => Number(query["page[number]"]) * 1000 + id)),
      headers: { "x-per-page": "100", "x-total": String(200 + Number(query["page[number]"]) * 100) },
    }));
    expect(await clock.run(failure(client.resource(things).all({ sort: "-id" })))).toMatchObject({
      code: "E_TRAVERSAL",
      message:
        "things: the list does not end: page 113 is beyond four times the 300 rows that X-Total promised",
    });
  });
});
