import { describe, expect, test } from "vitest";
import type { Query } from "../../../src/index.js";
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
