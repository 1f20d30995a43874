import { describe, expect, test } from "vitest";
import { at, ignoring, refusing, sound, taking, withHeaders, withRows } from "./breaking.js";
import { differing, probedSome, type Between } from "./probed.js";

interface Broken {
  readonly what: string;
  readonly between: Between;
  readonly aheadMs?: number;
  /** The row that differs, and no other. */
  readonly fact: string;
  readonly seen: string;
}

const refusesSort: Between = (url, send) => {
  if (url.searchParams.has("sort")) return Promise.resolve(Response.json({}, { status: 400 }));
  url.searchParams.set("sort", "id");
  return send(url);
};

const lists: readonly Broken[] = [
  {
    what: "a list is forbidden",
    between: at("/v2/locations", refusing("page[size]", 403)),
    fact: "locations.readable",
    seen: "403",
  },
  {
    what: "a list that comes by id refuses sort=id",
    between: at("/v2/locations", refusesSort),
    fact: "locations.sort-id",
    seen: "400",
  },
  {
    what: "a list ignores sort=id",
    between: at("/v2/locations", ignoring("sort")),
    fact: "locations.order",
    seen: "not ascending in 99 of 100 rows",
  },
  {
    what: "a list that takes no sort comes by another order",
    between: at(
      "/v2/projects_users",
      withRows((rows) => rows.reverse()),
    ),
    fact: "projects_users.order",
    seen: "not ascending in 99 of 100 rows",
  },
  {
    what: "X-Total counts pages",
    between: at(
      "/v2/coalitions",
      withHeaders(() => ({ "x-total": "2" })),
    ),
    fact: "coalitions.total",
    seen: "another number on 1 of 1 page",
  },
  {
    what: "X-Total is missing",
    between: at(
      "/v2/coalitions",
      withHeaders(() => ({ "x-total": undefined })),
    ),
    fact: "coalitions.total",
    seen: "missing on 1 of 1 page",
  },
  {
    what: "a list caps its pages lower",
    between: at(
      "/v2/locations",
      taking("page[size]", () => "40"),
    ),
    fact: "locations.page-size",
    seen: "X-Per-Page 40, 40 rows",
  },
  {
    what: "a field has another type",
    between: at(
      "/v2/cursus",
      withRows((rows) => rows.map((row) => ({ ...row, name: 5 }))),
    ),
    fact: "cursus.types",
    seen: "name is a number (16 of 16)",
  },
  {
    what: "a field within another is missing",
    between: at(
      "/v2/coalitions",
      withRows(([first, ...rows]) => [{ ...first, score: "many" }, ...rows]),
    ),
    fact: "coalitions.types",
    seen: "score is text (1 of 100)",
  },
  {
    what: "a field is new",
    between: at(
      "/v2/cursus",
      withRows((rows) => rows.map((row) => ({ ...row, colour: "red" }))),
    ),
    fact: "cursus.fields",
    seen: "colour (16 of 16)",
  },
];

const api: readonly Broken[] = [
  {
    what: "the rest of the second is not told",
    between: withHeaders(() => ({ "x-secondly-ratelimit-remaining": undefined })),
    fact: "api.second-limit",
    seen: "missing on 22 of 22 pages",
  },
  {
    what: "the rest of the hour is not told",
    between: withHeaders(() => ({ "x-hourly-ratelimit-remaining": undefined })),
    fact: "api.hour-limit",
    seen: "missing on 22 of 22 pages",
  },
  {
    what: "there is no Date",
    between: withHeaders(() => ({ date: undefined })),
    fact: "api.clock",
    seen: "no Date on 22 of 22 pages",
  },
  {
    what: "this machine's clock is an hour ahead",
    between: sound,
    aheadMs: 3_600_000,
    fact: "api.clock",
    seen: "this machine is 3600 s ahead",
  },
  {
    what: "this machine's clock is two minutes behind",
    between: sound,
    aheadMs: -120_000,
    fact: "api.clock",
    seen: "this machine is 120 s behind",
  },
  {
    what: "a page may be larger than 100",
    between: withHeaders((_, url) => ({ "x-per-page": url.searchParams.get("page[size]") ?? "" })),
    fact: "api.page-size-cap",
    seen: "X-Per-Page 101, 100 rows",
  },
  {
    what: "a page of more than 100 rows is refused",
    between: (url, send) =>
      url.searchParams.get("page[size]") === "101"
        ? Promise.resolve(Response.json({}, { status: 422 }))
        : send(url),
    fact: "api.page-size-cap",
    seen: "422",
  },
  {
    what: "a page behind the last one has rows",
    between: ignoring("page[number]"),
    fact: "api.past-end",
    seen: "200, 6 rows",
  },
];

describe("a list is not as expected: its row differs, and no other", () => {
  test.each(lists)("$what", async ({ between, fact, seen }) => {
    expect(differing(await probedSome(between))).toEqual([[fact, seen]]);
  });
});

describe("the API as a whole is not as expected: its row differs, and no other", () => {
  test.each(api)("$what", async ({ between, fact, seen, aheadMs = 0 }) => {
    expect(differing(await probedSome(between, { aheadMs }))).toEqual([[fact, seen]]);
  });
});
