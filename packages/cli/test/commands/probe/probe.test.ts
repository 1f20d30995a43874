import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { optionalTables } from "@42sync/core/tables";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataSchema } from "../../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import { answering } from "../../support/answering.js";
import {
  commandLine,
  workingFolder,
  type CommandLineOptions,
  type Ended,
} from "../../support/command-line.js";
import { local42, pathsAsked, type Local42 } from "../../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

interface Shown {
  readonly facts: readonly { readonly fact: string; readonly seen: string; readonly holds: boolean | null }[];
  readonly hits: number;
  readonly differing: number;
  readonly notSeen: number;
  readonly exitCode: number;
}

const everything = ["--with", Object.keys(optionalTables).join(",")];
const clockOf = ({ sandbox }: Local42) => ({
  now: () => sandbox.now.getTime(),
  sleep: () => Promise.resolve(),
});

function localWithEvents(size = 300): Local42 {
  const local = local42({ size, clock: () => 0 });
  for (const day of ["01", "02", "03"]) {
    const at = `2026-11-${day}T10:00:00.000Z`;
    local.sandbox.insert("events", { campus_ids: [1], cursus_ids: [21], created_at: at, updated_at: at });
  }
  return local;
}

function run(
  local: Local42,
  argv: readonly string[],
  { schema = dataSchema(), ...options }: CommandLineOptions & { readonly schema?: string } = {},
): Promise<Ended> {
  const { fetch, env } = local;
  const place = ["--campus", "1", "--database", database.url, "--schema", schema];
  return commandLine([...argv, ...place], { fetch, env, clock: clockOf(local), ...options });
}

const shownBy = ({ out }: Ended): Shown => JSON.parse(out) as Shown; // the command's own document

/** The same 42, which ignores a parameter of a list. */
function ignoring(local: Local42, path: string, name: string): Local42 {
  const fetch: typeof globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.pathname === path) url.searchParams.delete(name);
    return local.fetch(url, init);
  };
  return { ...local, fetch };
}

test("all tables of the sandbox are as expected: every fact, at most 80 hits, exit 0", async () => {
  const local = localWithEvents(1000);
  const ended = await run(local, ["probe", "--yes", "--json", ...everything]);
  const { facts, hits, differing, notSeen, exitCode } = shownBy(ended);
  expect(facts.filter(({ holds }) => holds !== true)).toEqual([]);
  expect([ended.code, differing, notSeen, exitCode]).toEqual([0, 0, 0, 0]);
  expect(hits).toBe(pathsAsked(local.sandbox).length);
  expect(hits).toBeLessThanOrEqual(80);
});

describe("the price", () => {
  test("without a terminal nothing is spent unless --yes says so", async () => {
    const local = local42();
    const ended = await run(local, ["probe"]);
    expect([ended.code, ended.err, local.sandbox.requests.length]).toEqual([
      2,
      "error: the probe takes about 35 requests of this hour's, 80 at most, for 12 lists, and there is no " +
        "terminal to ask on\n  hint: to spend them: 42sync probe --yes\n",
      0,
    ]);
  });

  test("a terminal is asked first; no spends nothing", async () => {
    const local = local42();
    const somebody = answering(false);
    const ended = await run(local, ["probe", "--only", "users"], { terminal: true, ...somebody });
    expect(somebody.asked).toEqual(["Spend about 8 requests of this hour's, 80 at most, for 1 list?"]);
    expect([ended.code, local.sandbox.requests.length]).toEqual([6, 0]);
  });

  test("yes spends what was said", async () => {
    const local = local42();
    const ended = await run(local, ["probe", "--only", "users"], { terminal: true, ...answering(true) });
    expect([ended.code, pathsAsked(local.sandbox).length]).toEqual([0, 9]);
  });
});

describe("something differs", () => {
  test("exit 7, the row says so, it is kept, and plan says how the list is read now", async () => {
    const local = ignoring(local42(), "/v2/cursus/21/cursus_users", "range[id]");
    const schema = dataSchema();
    expect((await run(local, ["nightly", "--only", "cursus,campuses,projects,users"], { schema })).code).toBe(
      0,
    );
    const ended = await run(local, ["probe", "--yes", "--only", "users,cursus_users"], { schema });
    expect(ended.code).toBe(7);
    expect(ended.out.split("\n").filter((line) => line.endsWith("differs"))).toEqual([
      expect.stringMatching(
        /^cursus_users\.range-id +only ids between the two +\d+ of \d+ rows should not come +differs$/,
      ),
    ]);
    const { rows } = await database.pool.query(
      "select fact, resource, holds from sync42.probes where data_schema = $1 and not holds",
      [schema],
    );
    expect(rows).toEqual([{ fact: "cursus_users.range-id", resource: "cursus_users", holds: false }]);
    const plan = await run(local, ["plan", "--json", "--offline"], { schema });
    expect(plan.out).toContain(
      "read from the last page to the first, because cursus_users.range-id did not hold",
    );
  });

  test("a later probe that sees it right takes the fallback back", async () => {
    const local = local42();
    const schema = dataSchema();
    const broken = ignoring(local, "/v2/cursus/21/cursus_users", "range[id]");
    const only = ["--yes", "--only", "cursus_users"];
    expect((await run(broken, ["probe", ...only], { schema })).code).toBe(7);
    expect((await run(local, ["probe", ...only], { schema })).code).toBe(0);
    expect((await run(local, ["plan", "--offline"], { schema })).out).not.toContain("did not hold");
  });
});

describe("the report for an issue", () => {
  test("it is readable by its owner only, and names nobody", async () => {
    const local = localWithEvents();
    const cwd = workingFolder();
    writeFileSync(join(cwd, "probe.md"), "older", { mode: 0o644 });
    const ended = await run(local, ["probe", "--yes", "--report", "probe.md", ...everything], { cwd });
    expect([ended.code, ended.out.endsWith("report: probe.md\n")]).toEqual([0, true]);
    expect(statSync(join(cwd, "probe.md")).mode & 0o777).toBe(0o600);
    const text = readFileSync(join(cwd, "probe.md"), "utf8");
    expect(text).toContain("| users.filter-id | only rows of those asked for |");
    const { clientId, clientSecret, name } = local.application;
    const words = new Set(text.match(/[\w.@-]+/g));
    const people = local.sandbox.rows("users");
    const secrets = [
      clientId,
      clientSecret,
      name,
      ...people.flatMap((one) => [one["login"], one["email"], one["id"]]),
    ];
    expect(secrets.map(String).filter((secret) => words.has(secret))).toEqual([]);
  });

  test("odd field names of an answer do not break the table", async () => {
    const local = local42();
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const answer = await local.fetch(input, init);
      const url = new URL(input instanceof Request ? input.url : input);
      if (url.pathname !== "/v2/cursus") return answer;
      const rows = (await answer.json()) as object[]; // the sandbox's list
      const odd = rows.map((row) => ({ ...row, "a|b\n\u001b[31m norminet@42.fr": 1 }));
      return new Response(JSON.stringify(odd), { headers: answer.headers });
    };
    const cwd = workingFolder();
    const ended = await run({ ...local, fetch }, ["probe", "--yes", "--only", "cursus", "--report", "p.md"], {
      cwd,
    });
    expect(ended.code).toBe(7);
    expect(readFileSync(join(cwd, "p.md"), "utf8")).toContain(
      "| a_b___31m_norminet_42_fr (16 of 16) | differs |",
    );
  });

  test("a folder that is not there is named before anything is spent", async () => {
    const local = local42();
    const ended = await run(local, ["probe", "--yes", "--only", "cursus", "--report", "nowhere/p.md"]);
    expect([ended.code, ended.err.split("\n")[0], local.sandbox.requests]).toEqual([
      2,
      "error: cannot write the report nowhere/p.md",
      [],
    ]);
  });
});
