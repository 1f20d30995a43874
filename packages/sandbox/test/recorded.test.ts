import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RecordedData } from "@42sync/sandbox";
import { readRecorded } from "@42sync/sandbox/recorded";
import { ask, idsOf, stillSandbox, tokenOf } from "./ask.js";

const user = (id: number, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  // Odd order on purpose: rows come back as they were.
  login: `person${id}`,
  id,
  kind: "student",
  "alumni?": false,
  updated_at: `2026-10-0${id}T10:00:00.000Z`,
  ...more,
});
const DATA = {
  now: "2026-10-10T12:00:00.000Z",
  lists: {
    cursus_21_users: [user(3), user(1), user(2, { "alumni?": true })],
    campus: [
      { id: 1, name: "Paris", active: true, public: true },
      { id: 9, name: "Lyon", active: true, public: true },
    ],
    cursus: [
      { id: 21, slug: "42cursus" },
      { id: 9, slug: "c-piscine" },
    ],
    projects: [
      { id: 5, slug: "a", cursus: [{ id: 21 }], project_sessions: [] },
      { id: 6, slug: null, cursus: [{ id: 9 }] },
    ],
    projects_users: [
      { id: 70, user: { id: 1 }, project: { id: 5 }, final_mark: 100 },
      { id: 71, user: { id: 999 }, project: { id: 5 }, final_mark: null },
    ],
    campus_users: [
      { id: 80, user_id: 1, campus_id: 9, is_primary: true },
      { id: 81, user_id: 3, campus_id: 1, is_primary: true },
    ],
    achievements: [{ id: 2, name: "X", campus: ["Lyon", "Nowhere"] }],
    blocs: [{ id: 4, campus_id: 1, cursus_id: 21, coalitions: [{ id: 40 }] }],
    coalitions: [
      { id: 40, slug: "s" },
      { id: 41, slug: "s" },
    ],
    user_detail: [{ id: 1, login: "person1", titles: [] }],
    coalitions_users_partial: [{ user_id: 1 }],
  },
} satisfies RecordedData;

test("serves rows as recorded, with the recording's clock", async () => {
  const sandbox = stillSandbox({ data: DATA });
  expect(sandbox.now).toEqual(new Date(DATA.now));
  expect(sandbox.ignored).toEqual(["coalitions_users_partial"]);
  const answer = await sandbox.fetch("/v2/users?sort=id&filter[alumni?]=false", {
    headers: { authorization: `Bearer ${await tokenOf(sandbox)}` },
  });
  expect(await answer.text()).toBe(JSON.stringify([user(1), user(3)]));
  expect(answer.headers.get("x-total")).toBe("2");
});

test.each([
  ["/v2/cursus/21/users?range[updated_at]=2026-10-02,now&sort=id", [2, 3]],
  ["/v2/cursus/9/users", []],
  ["/v2/users?filter[primary_campus_id]=9", [1]],
  ["/v2/campus/1/users", [3]],
  ["/v2/users/1/projects_users", [70]],
  ["/v2/users/999/projects_users", [71]],
  ["/v2/projects/a/projects_users", [70, 71]],
  ["/v2/projects_users?filter[final_mark]=null", [71]],
  ["/v2/projects_users?filter[campus]=9", [70]],
  ["/v2/cursus/9/projects", [6]],
  ["/v2/campus/9/achievements", [2]],
  ["/v2/blocs/4/coalitions", [40]],
  ["/v2/locations", []],
])("%s gives %j", async (path, ids) => {
  expect(await idsOf(stillSandbox({ data: DATA }), path)).toEqual(ids);
});

test("a recorded page of a person is served as their page", async () => {
  const sandbox = stillSandbox({ data: DATA });
  expect((await ask(sandbox, "/v2/users/1")).body).toEqual({ id: 1, login: "person1", titles: [] });
  expect((await ask(sandbox, "/v2/users/person1")).body).toEqual({ id: 1, login: "person1", titles: [] });
  expect((await ask(sandbox, "/v2/users/3")).body).toEqual(user(3));
});

test("without memberships, nobody has a primary campus", async () => {
  const sandbox = stillSandbox({ data: { lists: { cursus_21_users: [user(1)] } } });
  expect(await idsOf(sandbox, "/v2/users?filter[primary_campus_id]=1")).toEqual([]);
});

test("recorded rows don't change with the clock, but can be changed by hand", async () => {
  const sandbox = stillSandbox({ data: DATA });
  const report = sandbox.advance("2d");
  expect(Object.values(report).every((count) => count === 0)).toBe(true);
  sandbox.update("users", 2, { kind: "admin" });
  sandbox.update("users", 3, { "alumni?": true }, { touch: false });
  sandbox.insert("users", user(4));
  sandbox.remove("users", 1);
  expect(sandbox.rows("users")).toEqual([
    user(2, { "alumni?": true, kind: "admin", updated_at: "2026-10-12T12:00:00.000Z" }),
    user(3, { "alumni?": true }),
    user(4),
  ]);
  expect(await idsOf(sandbox, "/v2/cursus/21/users?sort=id")).toEqual([2, 3]);
});

test("load replaces all rows and the clock", async () => {
  const sandbox = stillSandbox({ data: DATA });
  expect(await idsOf(sandbox, "/v2/users?sort=id")).toEqual([1, 2, 3]);
  sandbox.load({ now: "2026-10-10T16:00:00.000Z", lists: { users: [user(8)] } });
  expect(await idsOf(sandbox, "/v2/users?sort=id")).toEqual([8]);
  expect([sandbox.now, sandbox.ignored, sandbox.rows("campus")]).toEqual([
    new Date("2026-10-10T16:00:00.000Z"),
    [],
    [],
  ]);
});

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "recorded-"));
});
afterAll(() => rm(dir, { recursive: true }));

test("reads lines, gzipped lines, arrays and the clock from a folder", async () => {
  const lines = `${JSON.stringify({ id: 1 })}\n${JSON.stringify({ id: 2 })}\n`;
  await writeFile(join(dir, "meta.json"), JSON.stringify({ now: "2026-10-10T12:00:00.000Z" }));
  await writeFile(join(dir, "cursus.ndjson"), lines);
  await writeFile(join(dir, "campus.ndjson.gz"), gzipSync(lines));
  await writeFile(join(dir, "blocs.json"), JSON.stringify([{ id: 3 }]));
  await writeFile(join(dir, "notes.txt"), "not a list");
  const rows = [{ id: 1 }, { id: 2 }];
  expect(await readRecorded(dir)).toEqual({
    now: "2026-10-10T12:00:00.000Z",
    lists: { blocs: [{ id: 3 }], campus: rows, cursus: rows },
  });
});

test("names the broken file", async () => {
  await writeFile(join(dir, "zz.ndjson"), "{");
  await expect(readRecorded(dir)).rejects.toMatchObject({
    code: "E_SANDBOX_DATA",
    message: "zz.ndjson isn't valid JSON",
  });
});
