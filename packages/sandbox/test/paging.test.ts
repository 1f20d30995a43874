import { expect, test } from "vitest";
import { ask, idsOf, stillSandbox } from "./ask.js";

const sandbox = stillSandbox({ size: 60 });
const PAGES = ["x-page", "x-per-page", "x-total", "link"];
const paging = async (path: string): Promise<(string | null)[]> => {
  const { headers } = await ask(sandbox, path);
  return PAGES.map((name) => headers.get(name));
};
const total = String(sandbox.rows("users").length);

test("a page has 30 rows by default and at most 100", async () => {
  const all = String(sandbox.rows("projects_users").length);
  expect((await paging("/v2/projects_users")).slice(0, 3)).toEqual(["1", "30", all]);
  expect((await paging("/v2/projects_users?per_page=500")).slice(0, 3)).toEqual(["1", "100", all]);
  expect((await ask(sandbox, "/v2/projects_users?page[size]=500")).body).toHaveLength(100);
});

test("X-Total counts items, and the order of links is first, prev, last, next", async () => {
  const last = Math.ceil(Number(total) / 20);
  const at = "https://api.intra.42.fr/v2/users";
  expect(await paging("/v2/users?per_page=20&page=2")).toEqual([
    "2",
    "20",
    total,
    `<${at}?page=1&per_page=20>; rel="first", <${at}?page=1&per_page=20>; rel="prev", ` +
      `<${at}?page=${last}&per_page=20>; rel="last", <${at}?page=3&per_page=20>; rel="next"`,
  ]);
});

test("links drop page[size] and escape the query", async () => {
  const base = ["main", "external", "piscine", "professional_training"];
  const kinds = ["test", "piscine_community", ...base, ...base.map((kind) => `${kind}_deprecated`)];
  const [, , , link] = await paging(`/v2/cursus?page[size]=15&filter[kind]=${kinds.join(",")}&sort=-name`);
  const address = `https://api.intra.42.fr/v2/cursus?filter%5Bkind%5D=${kinds.join("%2C")}&page=2&sort=-name`;
  expect(link).toBe(`<${address}>; rel="last", <${address}>; rel="next"`);
});

test("a single page has no links, and a page past the end is empty", async () => {
  expect(await paging("/v2/campus?page[size]=100")).toEqual(["1", "100", "54", null]);
  const past = await ask(sandbox, "/v2/campus?page[number]=9");
  expect([past.status, past.body, past.headers.get("x-page"), past.headers.get("x-total")]).toEqual([
    200,
    [],
    "9",
    "54",
  ]);
});

test("an empty list has a total of 0", async () => {
  expect(await paging("/v2/users?filter[login]=nobody")).toEqual(["1", "30", "0", null]);
});

test("HEAD returns the headers without rows", async () => {
  const { status, headers, body } = await ask(sandbox, "/v2/users", { method: "HEAD" });
  expect([status, headers.get("x-total"), body]).toEqual([200, total, null]);
});

test("all pages together are the list", async () => {
  const pages = Math.ceil(Number(total) / 25);
  const ids = (
    await Promise.all(
      Array.from({ length: pages }, (_, at) =>
        idsOf(sandbox, `/v2/users?sort=id&page[size]=25&page[number]=${at + 1}`),
      ),
    )
  ).flat();
  expect(ids).toEqual(sandbox.rows("users").map(({ id }) => id));
});

test("when a row leaves a window, later rows move up", async () => {
  const moving = stillSandbox({ size: 60 });
  const window = "/v2/users?range[created_at]=2000-01-01,now&sort=created_at&page[size]=20";
  const before = await idsOf(moving, `${window}&page[number]=2`);
  const [first] = await idsOf(moving, window);
  moving.remove("users", Number(first));
  expect(await idsOf(moving, `${window}&page[number]=2`)).toEqual([
    ...before.slice(1),
    expect.any(Number) as number,
  ]);
});

test("the same response has the same weak ETag, and a 304 still counts", async () => {
  const first = await ask(sandbox, "/v2/campus");
  const tag = first.headers.get("etag") ?? "";
  expect(tag).toMatch(/^W\/"[0-9a-f]{32}"$/);
  const second = await ask(sandbox, "/v2/campus", { headers: { "if-none-match": tag } });
  expect([second.status, second.body]).toEqual([304, null]);
  const left = ({ headers }: { headers: Headers }): number =>
    Number(headers.get("x-hourly-ratelimit-remaining"));
  expect(left(first) - left(second)).toBe(1);
});
