import { describe, expect, test } from "vitest";
import { endpoints, QueryError } from "../../../src/index.js";
import type { AnyEndpoint, Query } from "../../../src/index.js";
import { listAnswer } from "../../fake-list.js";
import { clientOf, collect, things } from "../client-of.js";

/** What the API was asked, decoded, by a query that asks one page. */
async function asked(
  query: Query<typeof things>,
): Promise<{ path: string; query: Readonly<Record<string, string>> }> {
  const { client, api, clock } = clientOf((request) => listAnswer([], request));
  await clock.run(collect(client.resource(things).pages(query)));
  const [hit] = api.hits();
  return { path: hit?.path ?? "", query: hit?.query ?? {} };
}

const page = { "range[id]": "1,2147483647", sort: "id", "page[size]": "100" } as const;

describe("a query arrives as it was meant", () => {
  test.each([
    ["nothing", {}, {}],
    ["one value", { filter: { kind: "student" } }, { "filter[kind]": "student" }],
    ["several values", { filter: { user_id: [1, 2, 3] } }, { "filter[user_id]": "1,2,3" }],
    ["null", { filter: { kind: null } }, { "filter[kind]": "null" }],
    [
      "a name with a question mark, and a boolean",
      { filter: { "alumni?": false } },
      { "filter[alumni?]": "false" },
    ],
    [
      "brackets, spaces, plus, ampersand, emoji",
      { filter: { kind: "a[b] c+d&e=f 🎓?" } },
      { "filter[kind]": "a[b] c+d&e=f 🎓?" },
    ],
    [
      "a range of dates",
      { range: { updated_at: [new Date("2026-11-01T00:00:00Z"), "2026-11-02"] } },
      { "range[updated_at]": "2026-11-01T00:00:00.000Z,2026-11-02" },
    ],
    [
      "now as an end",
      { range: { updated_at: ["2026-11-02", "now"] } },
      { "range[updated_at]": "2026-11-02,now" },
    ],
    ["a range of ids", { range: { id: [10, 20] } }, { "range[id]": "10,20" }],
    ["a page size", { pageSize: 7 }, { "page[size]": "7" }],
  ] satisfies readonly (readonly [string, Query<typeof things>, Record<string, string>])[])(
    "%s",
    async (_name, query, parameters) => {
      expect((await asked(query)).query).toEqual({ ...page, ...parameters });
    },
  );

  test("a scoped list, by id or by slug", async () => {
    expect([
      (await asked({ under: { boxes: 42 } })).path,
      (await asked({ under: { boxes: "a b/c" } })).path,
    ]).toEqual(["/v2/boxes/42/things", "/v2/boxes/a%20b%2Fc/things"]);
  });

  test("the caller's own order", async () => {
    const { query } = await asked({ sort: ["-updated_at", "id"] });
    expect(query).toEqual({ sort: "-updated_at,id", "page[size]": "100", "page[number]": "1" });
  });

  test("brackets are percent-encoded in the address", async () => {
    let url = "";
    const { client, clock, api } = clientOf((request) => listAnswer([], request));
    const spied = clientOf((request) => listAnswer([], request), {
      clock,
      fetch: (input, init) => ((url = String(input)), api.fetch(input, init)),
    });
    await clock.run(collect(spied.client.resource(things).pages({ filter: { "alumni?": false } })));
    expect(url).toBe(
      "https://api.intra.42.fr/v2/things?filter%5Balumni%3F%5D=false&range%5Bid%5D=1%2C2147483647" +
        "&sort=id&page%5Bsize%5D=100",
    );
    expect(client.usage.hits).toBe(0);
  });
});

/** A query as JavaScript may pass it. */
const loose = (query: object): Query<typeof things> => query as Query<typeof things>;

describe("refuses what 42 would misread before a hit is spent", () => {
  test.each([
    [
      "a filter that is not there",
      { filter: { kindd: 1 } },
      "things filter[kindd]: 42 has no such filter here",
      "did you mean kind?",
    ],
    [
      "a filter that is like nothing",
      { filter: { zzz: 1 } },
      "things filter[zzz]: 42 has no such filter here",
      "there are: id, user_id, kind, alumni?",
    ],
    [
      "a filter without effect",
      { filter: { colour: "red" } },
      "things filter[colour]: 42 ignores it",
      "with effect: id, user_id, kind, alumni?",
    ],
    [
      "a range that is not there",
      { range: { updatd_at: [1, 2] } },
      "things range[updatd_at]: 42 has no such range here",
      "did you mean updated_at?",
    ],
    [
      "a sort that is not there",
      { sort: "-updated" },
      "things sort updated: 42 has no such sort here",
      "did you mean updated_at?",
    ],
    [
      "an unknown part of a query",
      { filters: { kind: 1 } },
      "things: a query has no filters",
      "did you mean filter?",
    ],
    [
      "a list that is not there",
      { under: { box: 1 } },
      "things under box: 42 has no such list",
      "did you mean boxes?",
    ],
    [
      "a list named like an object's own",
      { under: { toString: 1 } },
      "things under toString: 42 has no such list",
      "there are: boxes",
    ],
    [
      "an id that would change the path",
      { under: { boxes: ".." } },
      "things under boxes: neither an id nor a slug",
      undefined,
    ],
    [
      "an id that is none",
      { under: { boxes: Number.NaN } },
      "things under boxes: neither an id nor a slug",
      undefined,
    ],
    [
      "a comma",
      { filter: { kind: "a,b" } },
      "things filter[kind]: a value with a comma",
      "42 treats a comma as OR and cannot escape it; pass several values as a list",
    ],
    [
      "a comma in a list",
      { filter: { kind: ["c", "a,b"] } },
      "things filter[kind]: a value with a comma",
      "42 treats a comma as OR and cannot escape it; pass several values as a list",
    ],
    [
      "an empty list",
      { filter: { kind: [] } },
      "things filter[kind]: an empty list",
      "42 treats an empty filter as no filter and would return everything; skip the request instead",
    ],
    [
      "an empty text",
      { filter: { kind: "" } },
      "things filter[kind]: an empty text",
      "42 treats an empty filter as no filter and would return everything",
    ],
    [
      "a blank in a list",
      { filter: { kind: ["a", " "] } },
      "things filter[kind]: an empty text",
      "42 treats an empty filter as no filter and would return everything",
    ],
    [
      "undefined",
      { filter: { kind: undefined } },
      "things filter[kind]: a value of type undefined cannot be asked for",
      undefined,
    ],
    [
      "not a number",
      { filter: { id: Number.NaN } },
      "things filter[id]: NaN is not a finite number",
      undefined,
    ],
    [
      "101 ids",
      { filter: { id: Array.from({ length: 101 }, (_, id) => id) } },
      "things filter[id]: 101 values; more than 100 are answered with 502",
      "use byIds, which asks for 100 at a time",
    ],
    [
      "half a range",
      { range: { id: [1] } },
      "things range[id]: needs a lower and an upper end, [min, max]",
      undefined,
    ],
    [
      "a range from null",
      { range: { updated_at: [null, "now"] } },
      "things range[updated_at]: both ends are needed",
      "rows without a value are never in a range; use a distant end instead",
    ],
    [
      "a date that is none",
      { range: { updated_at: [new Date("x"), "now"] } },
      "things range[updated_at]: an invalid date",
      undefined,
    ],
    [
      "a text that looks like a date and is none",
      { range: { updated_at: ["2026-13-45", "now"] } },
      "things range[updated_at]: 2026-13-45 is not a date",
      undefined,
    ],
    [
      "a range that ends before it begins",
      { range: { updated_at: [new Date("2026-11-02"), "2026-11-01"] } },
      "things range[updated_at]: 2026-11-02T00:00:00.000Z,2026-11-01 ends before it begins",
      "swap the two ends",
    ],
    [
      "ids that are no whole numbers",
      { range: { id: [1.5, 3] } },
      "things range[id]: two whole numbers, the lower one first",
      undefined,
    ],
    ["a page of 500", { pageSize: 500 }, "things pageSize: a whole number from 1 to 100", undefined],
    ["a page of none", { pageSize: 0 }, "things pageSize: a whole number from 1 to 100", undefined],
    ["no lanes", { lanes: 0 }, "things lanes: a whole number from 1 to 32", undefined],
  ])("%s", (_name, query, message, hint) => {
    const { client, api } = clientOf((request) => listAnswer([], request));
    let error: unknown;
    try {
      client.resource(things).pages(loose(query));
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(QueryError);
    expect({ message: (error as QueryError).message, hint: (error as QueryError).hint }).toEqual({
      message,
      hint,
    });
    expect(api.requests).toEqual([]);
  });

  test("known traps of 42 are refused with their reason", () => {
    const { client } = clientOf((request) => listAnswer([], request));
    expect(() => client.projects_users.pages({ filter: { cursus: 21 } } as never)).toThrow(
      "projects_users filter[cursus]: 42 accepts it without any effect",
    );
    expect(() => client.projects_users.pages({ sort: "id" } as never)).toThrow(
      "projects_users sort id: 42 ignores sort on this list",
    );
    expect(() => client.coalitions.pages({ filter: { campus_id: 1 } } as never)).toThrow(
      "coalitions filter[campus_id]: 42 ignores it",
    );
    expect(() => client.projects_users.pages({ filter: { campus_id: 1 } } as never)).toThrow(
      expect.objectContaining({
        hint: expect.stringMatching(/^with effect: .*, campus, retriable, marked$/) as string,
      }) as Error,
    );
    expect(() => client.projects_users.pages({ sort: "id" } as never)).toThrow(
      expect.objectContaining({ hint: "no sort has an effect here: omit it" }) as Error,
    );
  });

  test("every declared endpoint refuses an unknown filter, range and sort", () => {
    const { client } = clientOf((request) => listAnswer([], request));
    for (const endpoint of Object.values(endpoints)) {
      const resource = client.resource<AnyEndpoint>(endpoint);
      for (const query of [
        { filter: { nope_nope: 1 } },
        { range: { nope_nope: [1, 2] } },
        { sort: "nope_nope" },
      ])
        expect(() => resource.pages(query as Query<AnyEndpoint>)).toThrow(QueryError);
    }
  });
});
