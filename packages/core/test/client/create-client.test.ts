import { describe, expect, test } from "vitest";
import { createLimiter, version } from "../../src/internal.js";
import { createClient, endpoints, type ClientOptions } from "../../src/index.js";
import { createFakeApi, granted, isTokenRequest } from "../fake-api.js";
import { createFakeClock } from "../fake-clock.js";
import { listAnswer, rowsOf, upTo } from "../fake-list.js";
import { clientOf, credentials, failure, roomy, things, withHeaders } from "./client-of.js";

describe("options", () => {
  test.each([
    ["no id", { clientSecret: "s" }, "clientId is missing"],
    ["no secret", { clientId: "u", clientSecret: " " }, "clientSecret is missing"],
    [
      "both ways",
      { ...credentials, token: { token: () => Promise.resolve(""), refused: () => Promise.resolve("") } },
      "pass either token or clientId and clientSecret, not both",
    ],
    [
      "no address",
      { ...credentials, url: "api.intra.42.fr" },
      "url: must be an http or https address without user, query or fragment",
    ],
    [
      "a secret in the address",
      { ...credentials, url: "https://user:pass@api.intra.42.fr" },
      "url: must be an http or https address without user, query or fragment",
    ],
    ["no lanes", { ...credentials, lanes: 0 }, "lanes: a whole number from 1 to 32"],
    ["no time", { ...credentials, timeoutMs: 0 }, "timeoutMs: milliseconds, more than 0"],
    ["no sense", { ...credentials, maxHits: Number.NaN }, "maxHits: a number of requests"],
    ["no sense either", { ...credentials, reserve: -1 }, "reserve: a whole number of requests from 0"],
  ])("with %s are refused", (_name, options, message) => {
    expect(() => createClient(options as unknown as ClientOptions)).toThrow(
      expect.objectContaining({ code: "E_CONFIG", message }),
    );
  });

  test("an address may have a path and a trailing slash", async () => {
    let url = "";
    const { client, clock } = clientOf(() => ({ json: {} }));
    const elsewhere = createClient({
      ...credentials,
      clock,
      url: "http://127.0.0.1:4242/api/",
      fetch: (input) => (
        (url = String(input)),
        Promise.resolve(Response.json({ access_token: "t", expires_in: 1 }))
      ),
    });
    await clock.run(elsewhere.get("/v2/me"));
    expect([url, client.usage.hits]).toEqual(["http://127.0.0.1:4242/api/v2/me", 0]);
  });

  test("a User-Agent is sent with every request, the caller's if given", async () => {
    const own = clientOf(() => ({ json: {} }), { userAgent: "my dashboard" });
    const plain = clientOf(() => ({ json: {} }));
    await own.clock.run(own.client.get("/v2/me"));
    await plain.clock.run(plain.client.get("/v2/me"));
    const agents = [own, plain].map(({ api }) =>
      api.requests.map((request) => request.headers.get("user-agent")),
    );
    expect(agents).toEqual([
      ["my dashboard", "my dashboard"],
      Array(2).fill(`42sync/${version} (+https://github.com/42sync/42sync)`),
    ]);
  });
});

test("a client has a property for each declared endpoint", () => {
  const { client } = clientOf(() => ({ json: {} }));
  for (const name of Object.keys(endpoints))
    expect(Object.keys(client[name as keyof typeof endpoints]).sort()).toEqual([
      "all",
      "byIds",
      "count",
      "get",
      "items",
      "pages",
    ]);
});

test("clients of one process share the limits of an application", async () => {
  const clock = createFakeClock();
  const api = createFakeApi(clock, (request) => (isTokenRequest(request) ? granted() : { json: {} }));
  const clients = [1, 2, 3].map(() => createClient({ ...credentials, clock, fetch: api.fetch }));
  await clock.run(Promise.all(clients.flatMap((client) => upTo(6).map(() => client.get("/v2/me")))));
  const at = api.hits().map((hit) => hit.at);
  expect(Math.max(...at.map((from) => at.filter((one) => one >= from && one < from + 1000).length))).toBe(2);
  expect(clients.map((client) => client.usage.hits)).toEqual([6, 6, 6]);
});

test("the caller's own budget is used instead", async () => {
  const reserved: string[] = [];
  const clock = createFakeClock();
  const own = createLimiter(clock);
  const budget = {
    ...own,
    usage: own.usage,
    reserve: (signal?: AbortSignal) => (reserved.push("hit"), own.reserve(signal)),
  };
  const { client, clock: time } = clientOf(() => ({ json: {} }), { budget, clock });
  await clock.run(client.get("/v2/me"));
  expect([reserved, time.now()]).toEqual([["hit"], Date.parse("2026-11-23T08:00:00Z")]);
});

test("usage has hits, bytes and what remains", async () => {
  const { client, clock } = clientOf(() => ({
    json: { name: "é" },
    headers: {
      "x-secondly-ratelimit-limit": "8",
      "x-hourly-ratelimit-limit": "3600",
      "x-hourly-ratelimit-remaining": "3000",
    },
  }));
  await clock.run(client.get("/v2/me"));
  expect(client.usage).toEqual({
    hits: 1,
    bytes: 13,
    perSecond: 8,
    perHour: 3600,
    remainingThisHour: 3000,
    hourResetsAt: new Date("2026-11-23T09:00:00Z"),
    requestsPerSecond: 1,
  });
});

test("count costs one hit of one row", async () => {
  const { client, api, clock } = clientOf((request) =>
    listAnswer(
      rowsOf(upTo(500), (id) => ({ kind: id % 2 === 0 ? "even" : "odd" })),
      request,
    ),
  );
  expect(
    await clock.run(client.resource(things).count({ filter: { kind: "even" }, range: { id: [1, 100] } })),
  ).toBe(50);
  expect(api.hits().map((hit) => hit.query)).toEqual([
    { "filter[kind]": "even", "range[id]": "1,100", "page[size]": "1" },
  ]);
});

test("count without X-Total is an error, not a guess", async () => {
  const { client, clock } = clientOf((request) => listAnswer(rowsOf([1]), request, { total: null }));
  expect(await clock.run(failure(client.resource(things).count()))).toMatchObject({ code: "E_TRAVERSAL" });
});

test("get asks for one item by id or slug", async () => {
  const { client, api, clock } = clientOf(() => ({ json: { id: 1 } }));
  expect([
    await clock.run(client.resource(things).get(1)),
    await clock.run(client.resource(things).get("a b/?c")),
  ]).toEqual([{ id: 1 }, { id: 1 }]);
  expect(api.hits().map((hit) => hit.path)).toEqual(["/v2/things/1", "/v2/things/a%20b%2F%3Fc"]);
  expect(await failure(client.resource(things).get(""))).toMatchObject({ code: "E_QUERY" });
});

describe("the server's clock", () => {
  test("costs a token but no hit, and then follows the local one", async () => {
    const clock = createFakeClock();
    const date = { date: "Mon, 23 Nov 2026 11:30:00 GMT" };
    const api = createFakeApi(clock, (request) =>
      isTokenRequest(request)
        ? { json: { access_token: "t", token_type: "bearer", expires_in: 7200 }, headers: date }
        : { json: {}, headers: date },
    );
    const client = createClient({ ...credentials, clock, fetch: api.fetch });
    expect([await clock.run(client.serverNow()), client.usage.hits]).toEqual([
      new Date("2026-11-23T11:30:00Z"),
      0,
    ]);
    clock.jump(90_000);
    expect([await client.serverNow(), api.requests.length]).toEqual([new Date("2026-11-23T11:31:30Z"), 1]);
  });

  test("costs one hit with the caller's own tokens", async () => {
    const clock = createFakeClock();
    const api = createFakeApi(clock, () => ({ json: [] }));
    const client = createClient({
      token: { token: () => Promise.resolve("t"), refused: () => Promise.resolve("t") },
      clock,
      fetch: api.fetch,
    });
    expect([await clock.run(client.serverNow()), client.usage.hits]).toEqual([
      new Date("2026-11-23T08:00:00Z"),
      1,
    ]);
    await client.serverNow();
    expect(api.requests).toHaveLength(1);
  });

  test("that no answer contains is an error", async () => {
    const { client, clock } = clientOf(() => ({ json: [], headers: { date: "" } }));
    const api = createFakeApi(clock, () => ({
      json: { access_token: "t", expires_in: 9 },
      headers: { date: "never" },
    }));
    const silent = createClient({ ...credentials, clock, fetch: api.fetch });
    expect(await clock.run(failure(silent.serverNow()))).toMatchObject({ code: "E_BODY" });
    expect(client.usage.hits).toBe(0);
  });
});

test("contradictory endpoints are refused", () => {
  const { client } = clientOf(() => ({ json: [] }));
  expect(() => client.resource({ ...things, ranges: ["updated_at"] } as never)).toThrow(
    "things: keyset needs a range on id",
  );
  expect(() => client.resource({ ...things, traversal: "last-to-first", sorts: [] } as never)).toThrow(
    "things: last-to-first needs a sort by id",
  );
});

test("waits for the next hour in the middle of a list, and loses no row", async () => {
  const clock = createFakeClock();
  let used = 0;
  let hour = "";
  const rows = rowsOf(upTo(900));
  const api = createFakeApi(clock, (request) => {
    if (isTokenRequest(request)) return granted();
    const now = new Date(clock.now()).toISOString().slice(0, 13);
    if (now !== hour) used = 0;
    hour = now;
    used += 1;
    const headers = {
      ...roomy,
      "x-hourly-ratelimit-limit": "4",
      "x-hourly-ratelimit-remaining": String(Math.max(0, 4 - used)),
    };
    return used > 4 ? { status: 429, headers, body: "" } : withHeaders(listAnswer(rows, request), headers);
  });
  const client = createClient({ ...credentials, clock, fetch: api.fetch, whenSpent: "wait" });
  expect((await clock.run(client.resource(things).all())).map((row) => row.id)).toEqual(upTo(900));
  expect(api.hits().map((hit) => new Date(hit.at).getUTCHours())).toEqual([8, 8, 8, 8, 9, 9, 9, 9, 10]);
});
