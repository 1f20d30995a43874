import { beforeAll, expect, test } from "vitest";
import type { Sandbox } from "@42sync/sandbox";
import { ask, idsOf, rowsOf, stillSandbox } from "./ask.js";

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = stillSandbox({ size: 80 });
});

const ids = (resource: string, keep: (row: Record<string, unknown>) => boolean): unknown[] =>
  sandbox
    .rows(resource)
    .filter(keep)
    .map(({ id }) => id);
const page = (path: string): Promise<unknown[]> =>
  idsOf(sandbox, `${path}${path.includes("?") ? "&" : "?"}page[size]=100`);

test("values of a filter are alternatives; several filters must all match", async () => {
  const [a, b, c] = sandbox.rows("users");
  expect(
    await page(`/v2/users?filter[id]=${String(c!["id"])},${String(a!["id"])},1,${String(b!["id"])}&sort=id`),
  ).toEqual([a!["id"], b!["id"], c!["id"]]);
  expect(await page("/v2/users?filter[kind]=admin,external&filter[staff?]=true&sort=id")).toEqual(
    ids("users", (row) => row["staff?"] === true),
  );
});

test("null matches an empty column, and an empty value is no filter", async () => {
  expect(await page("/v2/locations?filter[end_at]=null&sort=id")).toEqual(
    ids("locations", (row) => row["end_at"] === null),
  );
  expect(await page("/v2/locations?filter[end_at]=&sort=id")).toEqual(
    ids("locations", () => true).slice(0, 100),
  );
});

test("alumni? is a filter with its question mark", async () => {
  expect(await page("/v2/users?filter[alumni?]=true&sort=id")).toEqual(
    ids("users", (row) => row["alumni?"] === true),
  );
});

test("ranges include both ends and exclude NULL", async () => {
  const marks = (row: Record<string, unknown>): boolean =>
    typeof row["final_mark"] === "number" && row["final_mark"] >= -42 && row["final_mark"] <= 30;
  expect(await page("/v2/projects_users?range[final_mark]=-42,30")).toEqual(
    ids("projects_users", marks).slice(0, 100),
  );
  const some = sandbox.rows("users")[7]!;
  const at = String(some["updated_at"]);
  expect(await page(`/v2/users?range[updated_at]=${at},${at}`)).toEqual([some["id"]]);
});

test.each(["2026-11-22T10:00:00.000Z", "2026-11-22T11:00:00%2B01:00"])("ranges take %s", async (low) => {
  const since = Date.parse("2026-11-22T10:00:00Z");
  expect(await page(`/v2/users?range[updated_at]=${low},now&sort=id`)).toEqual(
    ids("users", (row) => Date.parse(String(row["updated_at"])) >= since),
  );
});

test("a date means its midnight", async () => {
  const [low, high] = [Date.parse("2026-11-01"), Date.parse("2026-11-20")];
  const inside = ids(
    "users",
    (row) => Date.parse(String(row["created_at"])) >= low && Date.parse(String(row["created_at"])) <= high,
  );
  expect(await page("/v2/users?range[created_at]=2026-11-01,2026-11-20&sort=id")).toEqual(inside);
});

test("an unknown name is refused with the list of valid ones", async () => {
  const filter = await ask(sandbox, "/v2/users?filter[campus_id]=1");
  expect([filter.status, filter.body]).toEqual([
    400,
    {
      error: "Filter Error",
      message:
        "Attributes campus_id doesn't exists. You can only filter on: [id, login, email, " +
        "created_at, updated_at, pool_year, pool_month, kind, status, primary_campus_id, " +
        "first_name, last_name, alumni?, staff?]",
    },
  ]);
  const range = await ask(sandbox, "/v2/campus_users?range[nothing]=1,2");
  expect([range.status, range.body]).toEqual([
    400,
    {
      error: "Range Error",
      message:
        "Attributes nothing doesn't exists. You can only range on: [id, user_id, campus_id, " +
        "is_primary, created_at, updated_at]",
    },
  ]);
  const sort = await ask(sandbox, "/v2/coalitions_users?sort=-score");
  expect([sort.status, sort.body]).toEqual([
    400,
    { error: "Sort Error", message: "The score field is not sortable" },
  ]);
});

test("coalitions ignore filters but check sorts", async () => {
  expect(await page("/v2/coalitions?filter[campus_id]=1&range[id]=1,2&sort=id")).toEqual(
    ids("coalitions", () => true).slice(0, 100),
  );
  expect((await ask(sandbox, "/v2/coalitions?sort=-score")).status).toBe(400);
});

test("projects_users ignores sorts and cursus, refuses campus_id, and accepts campus", async () => {
  expect(await page("/v2/projects_users?sort=-marked_at")).toEqual(
    ids("projects_users", () => true).slice(0, 100),
  );
  expect(await page("/v2/projects_users?filter[cursus]=9")).toEqual(
    ids("projects_users", () => true).slice(0, 100),
  );
  expect((await ask(sandbox, "/v2/projects_users?filter[campus_id]=1")).status).toBe(400);
  const people = new Set(
    sandbox
      .rows("campus_users")
      .filter((row) => row["campus_id"] === 1 && row["is_primary"] === true)
      .map((row) => row["user_id"]),
  );
  const ofParis = ids("projects_users", (row) => people.has((row["user"] as { id: number }).id));
  expect(ofParis.length).toBeGreaterThan(0);
  expect(await page("/v2/projects_users?filter[campus]=1")).toEqual(ofParis.slice(0, 100));
});

test("primary_campus_id follows a person who moved", async () => {
  const links = sandbox.rows("campus_users");
  const left = links.find((row) => row["is_primary"] === false)!;
  const home = links.find((row) => row["user_id"] === left["user_id"] && row["is_primary"] === true)!;
  expect(await page(`/v2/users?filter[primary_campus_id]=${String(home["campus_id"])}`)).toContain(
    left["user_id"],
  );
  expect(await page(`/v2/users?filter[primary_campus_id]=${String(left["campus_id"])}`)).not.toContain(
    left["user_id"],
  );
  expect(await page(`/v2/campus/${String(left["campus_id"])}/users`)).toContain(left["user_id"]);
});

test("NULLs come last when ascending and first when descending", async () => {
  const down = (await rowsOf(sandbox, "/v2/cursus_users?sort=-end_at&page[size]=100")).map(
    (row) => row["end_at"],
  );
  const dated = down.filter((value) => value !== null) as string[];
  expect(down).toEqual([...down.filter((value) => value === null), ...[...dated].sort().reverse()]);
  const up = (await rowsOf(sandbox, "/v2/cursus_users?sort=end_at&page[size]=100")).map(
    (row) => row["end_at"],
  );
  expect(up[0]).not.toBeNull();
});

test("lists have the documented order by default", async () => {
  const byCreation = (rows: readonly Record<string, unknown>[]): unknown[] =>
    [...rows]
      .sort((a, b) =>
        String(a["created_at"]) < String(b["created_at"])
          ? 1
          : a["created_at"] === b["created_at"]
            ? Number(b["id"]) - Number(a["id"])
            : -1,
      )
      .map(({ id }) => id);
  expect(await page("/v2/users")).toEqual(
    ids("users", () => true)
      .reverse()
      .slice(0, 100),
  );
  expect(await page("/v2/achievements")).toEqual(ids("achievements", () => true).slice(0, 100));
  expect(await page("/v2/campus_users")).toEqual(byCreation(sandbox.rows("campus_users")).slice(0, 100));
  const begun = (await rowsOf(sandbox, "/v2/locations")).map((row) => String(row["begin_at"]));
  expect(begun).toEqual([...begun].sort().reverse());
});

test("the gateway refuses too long a list of values", async () => {
  const many = Array.from({ length: 121 }, (_, at) => at).join(",");
  const token = await sandbox.fetch("/v2/users", { headers: {} });
  expect(token.status).toBe(401);
  await expect(ask(sandbox, `/v2/users?filter[id]=${many}`)).rejects.toThrow(SyntaxError); // 502, and HTML
  expect(sandbox.requests.at(-1)?.status).toBe(502);
  expect(await page(`/v2/users?filter[id]=${many.slice(0, many.indexOf(",100,"))}`)).toEqual([]);
});

test.each([
  ["/v2/users?range[id]=1", 400],
  ["/v2/users?range[created_at]=yesterday,now", 500],
  ["/v2/locations?filter[end_at]=nil", 422],
  ["/v2/users?filter[id]=abc", 200],
])("%s is answered %i", async (path, status) => {
  expect((await ask(sandbox, path)).status).toBe(status);
});
