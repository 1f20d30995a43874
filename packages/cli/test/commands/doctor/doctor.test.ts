import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataSchema } from "../../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import { commandLine, workingFolder, type CommandLineOptions } from "../../support/command-line.js";
import { local42, pathsAsked, type Local42Options } from "../../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

/** Flags for a schema of the test's own. */
const ownSchema = (): readonly string[] => ["--database", database.url, "--schema", dataSchema()];

interface Document {
  readonly checks: readonly {
    readonly check: string;
    readonly good: boolean | null;
    readonly label: string;
    readonly next: string | null;
  }[];
  readonly exitCode: number;
}

async function doctor(flags: readonly string[], options: CommandLineOptions): Promise<Document> {
  const { code, out } = await commandLine(["doctor", "--json", ...flags], options);
  const document = JSON.parse(out) as Document;
  expect(document.exitCode).toBe(code);
  return document;
}

const wrong = ({ checks }: Document): Document["checks"] => checks.filter((one) => one.good === false);
const found = ({ checks }: Document, name: string): Document["checks"][number] =>
  checks.find(({ check }) => check === name)!;

/** A local 42 whose clock is this machine's. */
const today = (options: Local42Options = {}) => local42({ now: new Date(), ...options });

describe("doctor", () => {
  test("of a copy that is well says so, line by line, for one request", async () => {
    const { fetch, env, sandbox } = today();
    const flags = ownSchema();
    await commandLine(["nightly", ...flags], { env, fetch });
    sandbox.clearRequests();
    const { code, out, err } = await commandLine(["doctor", ...flags], { env, fetch });
    expect({ code, err, asked: pathsAsked(sandbox) }).toEqual({ code: 0, err: "", asked: ["cursus"] });
    const { port, username } = new URL(database.url);
    expect(
      out
        .replace(database.name, "mirror")
        .replace(port, "5432")
        .replaceAll(username, "sync")
        .replace(/PostgreSQL \d+\.\d+/, "PostgreSQL 18.4")
        .replace(/[\d,]+ of/, "N of")
        .replace(/u-s4t2ud-\w+-?\w*…/, "u-s4t2ud-…")
        .replace(/since [-\d]+ [:\d]+Z/, "since T"),
    ).toBe(`\
✓ settings     only from flags and the environment
✓ api          https://api.intra.42.fr answers
✓ clock        within a minute of 42's
✓ credentials  42 knows the application u-s4t2ud-…
✓ secret       42 doesn't report its expiry date
✓ hits         N of 1,000,000 remain this hour, 1,000 a second
✓ database     PostgreSQL mirror at 127.0.0.1:5432 as sync: PostgreSQL 18.4
✓ rights       sync may create and fill the tables
✓ sessions     a connection keeps its process on the server
✓ tables       up to date
✓ lock         free
✓ quarantine   3 rows, the oldest since T, all waiting for a missing parent
✓ freshness    nothing is older than 1 d 2 h

everything is ready
`);
  });

  test("of nothing yet says what comes next", async () => {
    const { fetch, env } = today();
    const { code, out } = await commandLine(["doctor"], { env, fetch });
    expect({ code, lines: out.split("\n").slice(6) }).toEqual({
      code: 0,
      lines: [
        "✓ database     embedded PostgreSQL in .42sync/db doesn't exist yet",
        "               next: 42sync nightly creates and fills it",
        "– rights       there is no database yet",
        "✓ sessions     not needed for an embedded database",
        "– tables       there is no database yet",
        "– lock         no tables yet",
        "– quarantine   no tables yet",
        "– freshness    no tables yet",
        "",
        "everything is ready, 5 could not be asked",
        "",
      ],
    });
  });

  test("an API that cannot be reached is told once, and hides nothing of the database", async () => {
    const report = await doctor(ownSchema(), {
      env: today().env,
      fetch: () =>
        Promise.reject(
          new TypeError("fetch failed", {
            cause: Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" }),
          }),
        ),
    });
    expect({
      exitCode: report.exitCode,
      wrong: wrong(report),
      credentials: found(report, "credentials"),
      rights: found(report, "rights").good,
    }).toEqual({
      exitCode: 4,
      wrong: [
        {
          check: "api",
          good: false,
          label: "https://api.intra.42.fr can't be reached (ENOTFOUND)",
          next: "check the network, any firewall or proxy, and FORTYTWO_API_URL if it is set",
        },
      ],
      credentials: { check: "credentials", good: null, label: "skipped, because of api", next: null },
      rights: true,
    });
  });

  test("a login page in 42's place is seen", async () => {
    const report = await doctor(ownSchema(), {
      env: today().env,
      fetch: () => Promise.resolve(new Response("<html>Welcome to the hotel</html>")),
    });
    expect({ exitCode: report.exitCode, wrong: wrong(report).map(({ label }) => label) }).toEqual({
      exitCode: 4,
      wrong: ["https://api.intra.42.fr answers 200 with something that is not JSON"],
    });
  });

  test("a clock that is wrong is seen", async () => {
    const { fetch, env } = local42({ now: new Date(Date.now() - 600_000) });
    const report = await doctor(ownSchema(), { env, fetch });
    expect({ exitCode: report.exitCode, label: found(report, "clock").label }).toEqual({
      exitCode: 2,
      label: "10 min ahead of 42's",
    });
  });

  test("a refused secret ends with 3, and the database is looked at all the same", async () => {
    const { fetch, application } = today();
    const report = await doctor(ownSchema(), {
      env: { FORTYTWO_CLIENT_ID: application.clientId, FORTYTWO_CLIENT_SECRET: "s-s4t2ud-mistyped" },
      fetch,
    });
    expect({
      exitCode: report.exitCode,
      wrong: wrong(report).map(({ check }) => check),
      secret: found(report, "secret").label,
      database: found(report, "database").good,
    }).toEqual({
      exitCode: 3,
      wrong: ["credentials"],
      secret: "skipped, because of credentials",
      database: true,
    });
  });

  test("missing credentials are told, and the API is reached without them", async () => {
    const report = await doctor(ownSchema(), { fetch: today().fetch });
    expect({
      exitCode: report.exitCode,
      api: found(report, "api").good,
      wrong: wrong(report).map(({ check, label }) => [check, label]),
    }).toEqual({
      exitCode: 2,
      api: true,
      wrong: [["credentials", "FORTYTWO_CLIENT_ID and FORTYTWO_CLIENT_SECRET are not set"]],
    });
  });

  test("a secret that ends within the week is told in time, unless the next one is in place", async () => {
    const { fetch, env } = today({
      application: { secretValidUntil: new Date(Date.now() + 3.5 * 86_400_000) },
    });
    const alone = await doctor(ownSchema(), { env, fetch });
    expect({ exitCode: alone.exitCode, label: found(alone, "secret").label }).toEqual({
      exitCode: 3,
      label: expect.stringMatching(/^valid for 3 days, until \d{4}-\d\d-\d\d$/) as string,
    });
    const ready = await doctor(ownSchema(), {
      env: { ...env, FORTYTWO_CLIENT_SECRET_NEXT: "s-s4t2ud-next" },
      fetch,
    });
    expect(found(ready, "secret")).toMatchObject({
      good: true,
      label: expect.stringMatching(/; the next secret is set$/) as string,
    });
  });

  test("an hour without a request left is told with its end", async () => {
    const spentThenAsked = async (): Promise<Document> => {
      const began = new Date().getUTCHours();
      const { fetch, env } = today({ application: { perHour: 1 } });
      await commandLine(["get", "/v2/cursus"], { env, fetch });
      const report = await doctor(ownSchema(), { env, fetch });
      // In the next hour nothing of it is spent.
      return new Date().getUTCHours() === began ? report : spentThenAsked();
    };
    const report = await spentThenAsked();
    expect({ exitCode: report.exitCode, hits: found(report, "hits") }).toMatchObject({
      exitCode: 6,
      hits: {
        good: false,
        label: "no requests remain this hour",
        next: expect.stringMatching(/^wait until \d{4}-\d\d-\d\d \d\d:00:\d\dZ; /) as string,
      },
    });
  });

  test("a database that does not answer is told once", async () => {
    const { fetch, env } = today();
    const report = await doctor(["--database", "postgres://sync:very-secret@127.0.0.1:1/intra"], {
      env,
      fetch,
    });
    expect({
      exitCode: report.exitCode,
      wrong: wrong(report).map(({ check, label }) => [check, label]),
      unasked: report.checks
        .filter(({ label }) => label === "skipped, because of database")
        .map(({ check }) => check),
    }).toEqual({
      exitCode: 5,
      wrong: [["database", "the database failed: connect ECONNREFUSED 127.0.0.1:1"]],
      unasked: ["rights", "sessions", "tables", "lock", "quarantine", "freshness"],
    });
  });

  test("tables that were changed, that are somebody else's or stale are told", async () => {
    const { fetch, env } = local42({ now: new Date(Date.now() - 5 * 86_400_000) });
    const flags = ownSchema();
    await commandLine(["nightly", ...flags], { env, fetch });
    await database.pool.query(
      `alter table "${flags[3]!}".users drop column wallet cascade; alter table ` +
        `"${flags[3]!}".cursus drop constraint cursus_pkey cascade`,
    );
    const report = await doctor(flags, { env, fetch: today().fetch });
    expect(wrong(report).map(({ check, label }) => [check, label])).toEqual([
      ["credentials", expect.stringContaining("refuses") as string],
      [
        "tables",
        expect.stringMatching(
          /^they lack view students, column users\.wallet, foreign key \w+ and \d+ more$/,
        ) as string,
      ],
      [
        "freshness",
        expect.stringMatching(
          /^12 tables older than 1 d 2 h or never complete: achievements, achievements_users, campus_users, campuses, …$/,
        ) as string,
      ],
    ]);
    const foreign = ownSchema();
    await database.pool.query(`create schema "${foreign[3]!}"; create table "${foreign[3]!}".users (id int)`);
    expect(found(await doctor(foreign, { env, fetch: today().fetch }), "tables").label).toBe(
      `${foreign[3]!}.users was not made by 42sync, and nothing was touched`,
    );
  });

  test("a .env that others can read is told", async () => {
    const { fetch, env } = today();
    const cwd = workingFolder();
    writeFileSync(
      join(cwd, ".env"),
      Object.entries(env)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(""),
      { mode: 0o644 },
    );
    const report = await doctor([], { cwd, fetch });
    expect({ exitCode: report.exitCode, settings: found(report, "settings") }).toEqual({
      exitCode: 2,
      settings: {
        check: "settings",
        good: false,
        label: "other users of this machine can read .env, which holds the secret",
        next: "chmod 600 .env",
      },
    });
    chmodSync(join(cwd, ".env"), 0o600);
    expect(found(await doctor([], { cwd, fetch }), "settings").label).toBe("from .env");
  });

  test("settings that are told once", async () => {
    const cwd = workingFolder();
    mkdirSync(join(cwd, ".env"));
    const report = await doctor([], { cwd, fetch: today().fetch });
    expect({
      exitCode: report.exitCode,
      wrong: wrong(report).map(({ check }) => check),
      unasked: report.checks.filter(({ good }) => good === null).length,
    }).toEqual({ exitCode: 2, wrong: ["settings"], unasked: 12 });
  });
});
