import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import { answering, leave } from "../../support/answering.js";
import { commandLine, workingFolder } from "../../support/command-line.js";
import { jumpingClock, local42 } from "../../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

const files = (cwd: string, ...names: readonly string[]): readonly (string | null)[] =>
  names.map((name) => (existsSync(join(cwd, name)) ? readFileSync(join(cwd, name), "utf8") : null));

describe("init on a terminal", () => {
  test("asks, tries what it is told, writes it down and shows the first night", async () => {
    const clock = jumpingClock(Date.parse("2026-11-23T08:00:00Z"));
    const { fetch, application } = local42({
      application: { perSecond: 2, perHour: 1200 },
      clock: clock.now,
      size: 100,
    });
    const cwd = workingFolder();
    mkdirSync(join(cwd, ".git"));
    const { openPrompts, asked } = answering(
      "",
      "s-s4t2ud-swapped",
      application.clientId,
      "u-s4t2ud-swapped",
      "s-s4t2ud-mistyped",
      application.clientId,
      application.clientSecret,
      "In an embedded",
      "Paris",
      "Lausanne",
      "No",
      "Paris, Lausanne",
      false,
      false,
    );
    const { code, out, err } = await commandLine(["init"], { cwd, fetch, clock, openPrompts });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(asked.join("\n").replace(application.clientId, "<uid>")).toMatchSnapshot();
    expect(files(cwd, ".env", "42sync.config.json", ".gitignore")).toEqual([
      `FORTYTWO_CLIENT_ID=${application.clientId}\nFORTYTWO_CLIENT_SECRET=${application.clientSecret}\n`,
      `${JSON.stringify({ cursus: 21, campus: [1, 47] }, null, 2)}\n`,
      ".env\n",
    ]);
    expect(statSync(join(cwd, ".env")).mode & 0o777).toBe(0o600);
    expect(out).toContain(
      "wrote .gitignore\nwrote .env, readable by you only\n" +
        "wrote 42sync.config.json\n\nthe next nightly, into embedded PostgreSQL in .42sync/db:\n",
    );
    expect(out).toMatch(/\nnightly of cursus=21 campus=1,47: (about )?\d+ hits, [\d,]+ rows, \d+ s\n/);
    expect(`${out}${err}${asked.join("\n")}`).not.toContain(application.clientSecret);
    expect(existsSync(join(cwd, ".42sync"))).toBe(false);
    const planned = await commandLine(["plan", "--only", "cursus"], { cwd, fetch, clock });
    expect(planned.out).toContain("nightly of cursus=21 campus=1,47: 1 hit, ");
  });

  test("asks 42 once for what a campus, all of 42 and the plan have in common", async () => {
    const { fetch, env, sandbox } = local42({ size: 600 });
    const answers = answering(
      "In an embedded",
      "Paris",
      "No",
      "Other campuses",
      "Lausanne",
      "No",
      "Lausanne",
      false,
      false,
    );
    const { code } = await commandLine(["init"], { env, fetch, openPrompts: answers.openPrompts });
    const asked = sandbox.requests
      .filter(({ path }) => path.startsWith("/v2/"))
      .map(({ path, query }) => `${path} ${JSON.stringify(query)}`);
    const of = (campus: string): number =>
      asked.filter((one) => one.includes(`"filter[primary_campus_id]":"${campus}"`)).length;
    // All of 42 and the lists of every scope were counted with the first campus: of the second only its
    // people and their rows are.
    expect({
      code,
      hits: asked.length,
      twice: asked.filter((one, index) => asked.indexOf(one) !== index),
      paris: of("1"),
      lausanne: of("47"),
    }).toEqual({ code: 0, hits: 39, twice: [], paris: 4, lausanne: 2 });
  });

  test("a config file of another kind is not written over", async () => {
    const cwd = workingFolder();
    writeFileSync(join(cwd, "42sync.config.mjs"), "export default { campus: [12] };\n");
    expect(await commandLine(["init", "--all-campuses"], { cwd })).toEqual({
      code: 2,
      out: "",
      err:
        "error: 42sync.config.mjs exists, and init writes 42sync.config.json\n  hint: edit " +
        "42sync.config.mjs yourself, or run init in another folder\n",
    });
  });

  test("what the environment answers is not asked", async () => {
    const { fetch, env } = local42();
    const { openPrompts, asked } = answering("All of 42", "All of 42", false, false);
    const { code } = await commandLine(["init", "--database", database.url, "--schema", "asked"], {
      env,
      fetch,
      openPrompts,
    });
    const { port, username } = new URL(database.url);
    const label = `PostgreSQL ${database.name} at 127.0.0.1:${port} as ${username}`;
    expect({ code, asked: asked.map((line) => line.split("\n")[0]) }).toEqual({
      code: 0,
      asked: [
        "Asking 42 for a token…",
        "42 accepts the application",
        `Checking ${label}…`,
        `${label} is ready`,
        "Which campus? Type part of its name, press Enter to pick it",
        "Estimating the cost from 42's counts; this takes about 15 seconds…",
        "Estimated the cost",
        "What do you want to mirror?",
        "Check that 42 behaves as 42sync expects? It takes about 34 requests of this hour's, 80 at most",
        "Start the first run now?",
      ],
    });
  });

  test("who wants it has 42 probed before the first run", async () => {
    const { fetch, env } = local42({ now: new Date() });
    const { openPrompts } = answering("All of 42", "All of 42", true, false);
    const place = ["--database", database.url, "--schema", "probed"];
    const { code, out } = await commandLine(["init", ...place], { env, fetch, openPrompts });
    expect(code).toBe(0);
    expect(out).toMatch(/\nno fact of \d+ differs(, \d+ could not be seen)?: \d+ hits\n$/);
  });

  test("a database that does not answer is asked for again", async () => {
    const { fetch, env } = local42();
    const { openPrompts, asked } = answering(
      "On a PostgreSQL",
      "postgres://sync:very-secret@127.0.0.1:1/intra",
      "In an embedded",
      "All of 42",
      "All of 42",
      false,
      false,
    );
    const { code } = await commandLine(["init"], { env, fetch, openPrompts });
    expect({ code, said: asked.filter((line) => line.startsWith("print: ")) }).toEqual({
      code: 0,
      said: [
        "print: the database failed: connect ECONNREFUSED 127.0.0.1:1\ncheck that the database " +
          "server runs and that its address is right; then run again, it resumes where it stopped",
      ],
    });
  });

  test("who leaves leaves nothing behind", async () => {
    const { fetch, env } = local42();
    const cwd = workingFolder();
    const { code, err } = await commandLine(["init"], {
      cwd,
      env,
      fetch,
      openPrompts: answering(leave).openPrompts,
    });
    expect({ code, err, files: files(cwd, ".env", "42sync.config.json", ".42sync") }).toEqual({
      code: 6,
      err: "error: stopped before anything was written\n",
      files: [null, null, null],
    });
  });

  test("other settings are replaced only when that is wanted", async () => {
    const { fetch, env } = local42();
    const cwd = workingFolder();
    writeFileSync(join(cwd, ".env"), "# mine\nFORTYTWO_CLIENT_SECRET=old\nPORT=3000\n");
    writeFileSync(join(cwd, "42sync.config.json"), '{ "campus": [12], "except": ["achievements_users"] }');
    const before = files(cwd, ".env", "42sync.config.json");
    const no = answering("In an embedded", "Paris", "No", "Paris", false);
    const refused = await commandLine(["init"], { cwd, env, fetch, openPrompts: no.openPrompts });
    expect({
      code: refused.code,
      err: refused.err,
      question: no.asked.at(-1),
      files: files(cwd, ".env", "42sync.config.json"),
    }).toEqual({
      code: 2,
      err:
        "error: .env was kept; nothing was written\n  hint: run init in another folder, or move " +
        "the file away\n",
      question: ".env exists with other values of FORTYTWO_CLIENT_SECRET. Replace these?",
      files: before,
    });
    const yes = answering("In an embedded", "Paris", "No", "Paris", true, true, false, false);
    const { code } = await commandLine(["init"], { cwd, env, fetch, openPrompts: yes.openPrompts });
    expect({ code, files: files(cwd, ".env", "42sync.config.json") }).toEqual({
      code: 0,
      files: [
        "# " +
          `mine\nFORTYTWO_CLIENT_SECRET=${env["FORTYTWO_CLIENT_SECRET"]!}\n` +
          `PORT=3000\nFORTYTWO_CLIENT_ID=${env["FORTYTWO_CLIENT_ID"]!}\n`,
        `${JSON.stringify({ campus: [1], except: ["achievements_users"], cursus: 21 }, null, 2)}\n`,
      ],
    });
  });
});
