import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import { commandLine, workingFolder } from "../../support/command-line.js";
import { local42, pathsAsked } from "../../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

test("report writes a page of what is stored, without a request", async () => {
  const { sandbox, fetch, env } = local42({ now: new Date(Date.now() - 3 * 3_600_000) });
  const [cwd, flags] = [workingFolder(), ["--database", database.url]];
  await commandLine(["nightly", "--with", "titles", ...flags], { fetch, env, cwd });
  sandbox.advance("2h");
  await commandLine(["incremental", ...flags], { fetch, env, cwd });
  sandbox.clearRequests();
  const { code, out } = await commandLine(["report", "--out", "report.html", ...flags], { fetch, env, cwd });
  expect({ code, out }).toEqual({
    code: 0,
    out: expect.stringMatching(/^report\.html: \d+ kB, open it in a browser\n$/) as string,
  });
  const page = readFileSync(join(cwd, "report.html"), "utf8");
  expect(page).toContain("Fresh: every table is complete");
  const { rows } = await database.pool.query<{ count: number }>(
    "select count(*)::int as count from public.users",
  );
  expect(page).toContain(`<tr><th scope="row">users</th><td>${String(rows[0]?.count)}</td>`);
  expect(page, "a table that only a flag asked for").toMatch(/<th scope="row">titles<\/th><td>\d+<\/td>/);
  expect(
    /<h2>Last runs<\/h2>[\s\S]*?<\/section>/
      .exec(page)?.[0]
      .match(/<td class="left">(nightly|incremental)<\/td>/g),
  ).toHaveLength(2);
  await commandLine(["report", "--out", "week.html", "--nights", "3", ...flags], { fetch, env, cwd });
  expect([
    page.includes("Rows of the last 3 days"),
    readFileSync(join(cwd, "week.html"), "utf8").includes("Rows of the last 3 days"),
  ]).toEqual([false, true]);
  expect(pathsAsked(sandbox)).toEqual([]);
});

test("report says where it", async () => {
  const { code, err } = await commandLine([
    "report",
    "--out",
    "no/such/folder.html",
    "--database",
    database.url,
  ]);
  expect({ code, err }).toEqual({
    code: 2,
    err:
      "error: can't write --out no/such/folder.html\n  hint: name a file in an existing folder " +
      "that this user can write to\n",
  });
});
