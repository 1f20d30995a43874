import dns from "node:dns";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { dataSchema } from "../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../testing/databases.js";
import { commandLine, workingFolder, type CommandLineOptions } from "../support/command-line.js";
import { howItEnds } from "../support/how-it-ends.js";
import { jumpingClock, local42 } from "../support/local-42.js";
import { refusingPostgres } from "../support/refusing-postgres.js";
import { unreachable } from "../support/unreachable.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

const nightly = (flags: readonly string[], options: CommandLineOptions): Promise<string> =>
  howItEnds(["nightly", ...flags], options);

const answers = (status: number, body: string) => (): Promise<Response> =>
  Promise.resolve(new Response(body, { status, headers: { date: new Date().toUTCString() } }));
const onDatabase = (): readonly string[] => ["--database", database.url, "--schema", dataSchema()];

describe("what is wrong with the API is told with what to do", () => {
  const { env } = local42();
  const inBetween =
    "something between here and 42 answers instead, such as a proxy or the network's login page: " +
    "open the API's address in a browser on this machine";

  test.each([
    [
      "a name that is not known",
      unreachable("ENOTFOUND"),
      "no connection (ENOTFOUND) after N attempts\n  hint: this name can't be resolved here: " +
        "check the network's DNS, and FORTYTWO_API_URL if it is set\n",
    ],
    [
      "a port that is closed",
      unreachable("ECONNREFUSED"),
      "no connection (ECONNREFUSED) after N attempts\n  hint: check the network, any firewall or " +
        "proxy, and FORTYTWO_API_URL if it is set\n",
    ],
    [
      "a login page of the network",
      answers(200, "<html>Welcome to the hotel</html>"),
      `an HTML page instead of JSON after N attempts\n  hint: ${inBetween}\n`,
    ],
    [
      "a proxy that wants a password",
      answers(407, "<html>Proxy Authentication Required</html>"),
      `407\n  hint: ${inBetween}\n`,
    ],
    [
      "a gate that takes it for a robot",
      answers(403, "<html>Just a moment...</html>"),
      `403\n  hint: ${inBetween}\n`,
    ],
    [
      "another server at this address",
      answers(404, "<html>Not found</html>"),
      "404\n  hint: there is no 42 API at this address: check FORTYTWO_API_URL\n",
    ],
  ])("%s", async (_, fetch, said) => {
    expect(await nightly(onDatabase(), { env, fetch })).toBe(`4: error: POST /oauth/token: ${said}`);
  });

  test("an hour whose requests are spent", async () => {
    const clock = jumpingClock(Date.parse("2026-11-24T02:00:00Z"));
    const { fetch, env: own } = local42({
      now: "2026-11-24T02:00:00Z",
      clock: clock.now,
      application: { perHour: 2 },
    });
    expect(
      await nightly(["--only", "cursus,campuses,projects", ...onDatabase()], { env: own, fetch, clock }),
    ).toBe(
      "6: nightly partial: 70 rows new, 0 changed; 2 hits, N kB, 0 s\nno hits remain this hour, the next ones are available at 2026-11-24 03:00:00Z; run nightly again and it resumes where it stopped, or use --wait\n0 of 2 hits remain this hour\n",
    );
  });
});

describe("what is wrong with the database is told with what to do", () => {
  const { env, fetch } = local42();

  test("no connection left", async () => {
    expect(
      await nightly(["--database", await refusingPostgres("53300", "sorry, too many clients already")], {
        env,
        fetch,
      }),
    ).toBe(
      "5: error: the database failed: sorry, too many clients already\n  hint: the server has no connection left for this role: end idle ones, or raise max_connections\n",
    );
  });

  test("a host that is not known", async () => {
    const failure = Object.assign(new Error("getaddrinfo ENOTFOUND nowhere.invalid"), {
      code: "ENOTFOUND",
      syscall: "getaddrinfo",
    });
    const lookUp = vi.spyOn(dns, "lookup").mockImplementation(((
      _: string,
      __: object,
      done: (error: Error) => void,
    ) => {
      done(failure);
    }) as typeof dns.lookup); // no network
    onTestFinished(() => {
      lookUp.mockRestore();
    });
    expect(
      await nightly(["--database", "postgres://sync:very-secret@nowhere.invalid/intra"], { env, fetch }),
    ).toBe(
      "5: error: the database failed: getaddrinfo ENOTFOUND nowhere.invalid\n  hint: the name of the server is not known here: correct the host in the database URL, or check the network's DNS\n",
    );
    expect(lookUp.mock.calls.map(([name]) => name)).toEqual(["nowhere.invalid"]);
  });

  test("a table of one's own in the way", async () => {
    const [, , , schema] = onDatabase();
    await database.pool.query(`create schema "${schema!}"; create table "${schema!}".users (id int)`);
    expect(await nightly(["--database", database.url, "--schema", schema!], { env, fetch })).toBe(
      `5: error: ${schema!}.users was not made by 42sync, and nothing was touched\n  hint: keep ` +
        `the mirror in a schema of its own (--schema, or \`schema\` of createPgStore), or rename ` +
        `what is there\n`,
    );
  });

  test("a copy of another API", async () => {
    const flags = onDatabase();
    await commandLine(["nightly", "--only", "cursus", ...flags], {
      env: { ...env, FORTYTWO_API_URL: "http://127.0.0.1:4242" },
      fetch,
    });
    expect(await nightly(flags, { env, fetch })).toBe(
      `2: error: the schema ${flags[3]!} is a copy of a sandbox on this machine, not of ` +
        `https://api.intra.42.fr\n  hint: keep each API in a schema or a database of its own: ` +
        `--schema or --database\n`,
    );
  });

  test("a folder for the embedded database that takes no files", async () => {
    const cwd = workingFolder();
    writeFileSync(join(cwd, "notes.txt"), "");
    expect(
      (await nightly(["--database", "notes.txt/db"], { env, fetch, cwd })).replaceAll(cwd, "<cwd>"),
    ).toBe(
      "2: error: can't use <cwd>/notes.txt/db as a database folder\n  hint: choose another with --database; a server's address starts with postgres://\n",
    );
  });
});

describe("what is wrong with the config file is told with its name", () => {
  test.each([
    [
      "a value that is invalid",
      '{ "campus": 12 }',
      '42sync.config.json: campus is invalid\n  hint: must be a list, like [12, "paris"]\n',
    ],
    [
      "a secret in it",
      '{ "clientSecret": "s-s4t2ud-1234" }',
      "42sync.config.json: clientSecret: credentials don't belong in this file\n  hint: put " +
        "FORTYTWO_CLIENT_ID and FORTYTWO_CLIENT_SECRET into .env, which is not committed\n",
    ],
  ])("%s", async (_, text, said) => {
    const cwd = workingFolder();
    writeFileSync(join(cwd, "42sync.config.json"), text);
    expect(await nightly([], { cwd })).toBe(`2: error: ${said}`);
  });
});
