import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createPgStore } from "@42sync/pg-store";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { dataSchema } from "../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../testing/databases.js";
import { commandLine, workingFolder, type CommandLineOptions } from "./command-line.js";
import { jumpingClock, local42 } from "./local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

const whatVaries: readonly (readonly [RegExp, string])[] = [
  [/after \d+ tries/g, "after N tries"],
  [/since [-\dT:.]+Z/g, "since T"],
  [/pg_terminate_backend\(\d+\)/g, "pg_terminate_backend(N)"],
  [/[\d.]+ kB/g, "N kB"],
  // Where no name server answers, nobody knows whether the name is known.
  [/getaddrinfo EAI_AGAIN/g, "getaddrinfo ENOTFOUND"],
];

/** How a nightly ends, from its error on, with what differs from run to run replaced. */
async function nightly(flags: readonly string[], options: CommandLineOptions): Promise<string> {
  const { code, out, err } = await commandLine(["nightly", ...flags], { clock: jumpingClock(Date.parse("2026-11-24T02:00:00Z")), ...options });
  const told = err.includes("error: ") ? err.slice(err.indexOf("error: ")) : out.replaceAll(/^[-\d]+ [:\d]+Z /gm, "");
  return `${String(code)}: ${whatVaries.reduce((text, [varying, fixed]) => text.replaceAll(varying, fixed), told.replaceAll(database.name, "intra"))}`;
}

const answers = (status: number, body: string) => (): Promise<Response> => Promise.resolve(new Response(body, { status, headers: { date: new Date().toUTCString() } }));
const unreachable = (code: string) => (): Promise<Response> => Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) }));
const onDatabase = (): readonly string[] => ["--database", database.url, "--schema", dataSchema()];

describe("what is wrong with the API is told with what to do", () => {
  const { env } = local42();
  const inBetween = "something between here and 42 answers in its place, a proxy or a login page of the network: open the API's address in a browser on this machine";

  test("a wrong or rotated secret", async () => {
    const { fetch } = local42();
    expect(await nightly(onDatabase(), { env, fetch })).toBe(
      "3: error: POST /oauth/token: 42 refuses the application's id or secret (invalid_client)\n" +
        "  hint: check that both were copied whole; 42 also rotates secrets about monthly: take the present one from the application's page on the intranet, and give the next one beforehand (FORTYTWO_CLIENT_SECRET_NEXT of the command)\n",
    );
  });

  test.each([
    ["a name that is not known", unreachable("ENOTFOUND"), "no connection (ENOTFOUND) after N tries\n  hint: the name is not known here: check the network's DNS, and the API's address (FORTYTWO_API_URL of the command)\n"],
    ["a port that is closed", unreachable("ECONNREFUSED"), "no connection (ECONNREFUSED) after N tries\n  hint: check the network, a firewall or proxy in between, and the API's address\n"],
    ["a certificate of a proxy's own", unreachable("SELF_SIGNED_CERT_IN_CHAIN"), "no connection (SELF_SIGNED_CERT_IN_CHAIN) after N tries\n  hint: a proxy or a virus scanner shows a certificate of its own: give Node its root in NODE_EXTRA_CA_CERTS\n"],
    ["a login page of the network", answers(200, "<html>Welcome to the hotel</html>"), `an HTML page instead of JSON after N tries\n  hint: ${inBetween}\n`],
    ["a proxy that wants a password", answers(407, "<html>Proxy Authentication Required</html>"), `407\n  hint: ${inBetween}\n`],
    ["a gate that takes it for a robot", answers(403, "<html>Just a moment...</html>"), `403\n  hint: ${inBetween}\n`],
    ["another server at this address", answers(404, "<html>Not found</html>"), "404\n  hint: there is no API of 42 at this address: correct it (FORTYTWO_API_URL of the command)\n"],
  ])("%s", async (_, fetch, said) => {
    expect(await nightly(onDatabase(), { env, fetch })).toBe(`4: error: POST /oauth/token: ${said}`);
  });

  test("a proxy in the environment that Node goes past", async () => {
    expect(await nightly(onDatabase(), { env: { ...env, HTTPS_PROXY: "http://proxy:3128" }, fetch: unreachable("ETIMEDOUT") })).toBe(
      "4: error: POST /oauth/token: no connection (ETIMEDOUT) after N tries\n" +
        "  hint: check the network, a firewall or proxy in between, and the API's address; HTTPS_PROXY is set, which Node heeds with NODE_USE_ENV_PROXY=1, from 24 or 22.21 on\n",
    );
  });

  test("a campus that 42 does not list", async () => {
    const { fetch, env: own } = local42();
    expect(await nightly(["--campus", "Pariss", ...onDatabase()], { env: own, fetch })).toBe("2: error: --campus Pariss: 42 lists no such campus\n  hint: did you mean Paris (1)?\n");
  });

  test("an hour whose requests are spent", async () => {
    const clock = jumpingClock(Date.parse("2026-11-24T02:00:00Z"));
    const { fetch, env: own } = local42({ now: "2026-11-24T02:00:00Z", clock: clock.now, application: { perHour: 2 } });
    expect(await nightly(["--only", "cursus,campuses,projects", ...onDatabase()], { env: own, fetch, clock })).toBe(
      "6: nightly partial: 70 rows new, 0 changed; 2 hits, N kB, 0 s\nthe hour's hits are spent, the next ones come at 2026-11-24 03:00:00Z; run nightly again: it goes on where it stopped, or use --wait\n0 of 2 hits left in this hour\n",
    );
  });
});

describe("what is wrong with the database is told with what to do", () => {
  const { env, fetch } = local42();

  /** A server that refuses whoever comes, as PostgreSQL does. */
  async function refusing(sqlstate: string, message: string): Promise<string> {
    const server: Server = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => {
        const fields = Buffer.from(`SFATAL\0VFATAL\0C${sqlstate}\0M${message}\0\0`);
        const head = Buffer.alloc(5);
        head.write("E");
        head.writeInt32BE(fields.length + 4, 1);
        socket.end(Buffer.concat([head, fields]));
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    return `postgres://sync:very-secret@127.0.0.1:${String((server.address() as AddressInfo).port)}/intra`;
  }

  test("a wrong password", async () => {
    expect(await nightly(["--database", await refusing("28P01", 'password authentication failed for user "sync"')], { env, fetch })).toBe(
      '5: error: the database failed: password authentication failed for user "sync"\n  hint: check the user and the password of the database URL\n',
    );
  });

  test("no connection left", async () => {
    expect(await nightly(["--database", await refusing("53300", "sorry, too many clients already")], { env, fetch })).toBe(
      "5: error: the database failed: sorry, too many clients already\n  hint: the server has no connection left for this role: end idle ones, or raise max_connections\n",
    );
  });

  test("a host that is not known", async () => {
    expect(await nightly(["--database", "postgres://sync:very-secret@nowhere.invalid/intra"], { env, fetch })).toBe(
      "5: error: the database failed: getaddrinfo ENOTFOUND nowhere.invalid\n  hint: the name of the server is not known here: correct the host in the database URL, or check the network's DNS\n",
    );
  });

  test("a database that does not exist", async () => {
    expect(await nightly(["--database", Object.assign(new URL(database.url), { pathname: "/missing" }).href], { env, fetch })).toBe(
      '5: error: the database failed: database "missing" does not exist\n  hint: create the database, or correct its name in the database URL\n',
    );
  });

  test("no rights", async () => {
    const role = `stranger_${crypto.randomUUID().replaceAll("-", "")}`;
    await database.pool.query(`create role ${role} login`);
    onTestFinished(async () => void (await database.pool.query(`drop role ${role}`)));
    const fresh = await scratchDatabase();
    onTestFinished(() => fresh.close());
    expect((await nightly(["--database", fresh.urlFor(role), "--schema", "mirror"], { env, fetch })).replaceAll(fresh.name, "intra")).toBe(
      `5: error: the role ${role} may not migrate the schema mirror: permission denied for database intra\n` +
        `  hint: as the database's owner: create schema "sync42" authorization "${role}"; create schema "mirror" authorization "${role}"; 42sync doctor names every right that is missing\n`,
    );
  });

  test("a table of one's own in the way", async () => {
    const [, , , schema] = onDatabase();
    await database.pool.query(`create schema "${schema!}"; create table "${schema!}".users (id int)`);
    expect(await nightly(["--database", database.url, "--schema", schema!], { env, fetch })).toBe(
      `5: error: ${schema!}.users was not made by 42sync, and nothing was touched\n  hint: keep the mirror in a schema of its own (--schema, or \`schema\` of createPgStore), or rename what is there\n`,
    );
  });

  test("a full disk", async () => {
    const flags = onDatabase();
    await commandLine(["migrate", ...flags]);
    await database.pool.query(`create or replace function full_disk() returns trigger language plpgsql as $$ begin raise exception 'could not extend file "base/5/16": No space left on device' using errcode = '53100'; end $$`);
    await database.pool.query(`create trigger full_disk before insert on "${flags[3]!}".cursus execute function full_disk()`);
    expect(await nightly(["--only", "cursus", ...flags], { env, fetch })).toBe(
      '5: nightly failed: 0 rows new, 0 changed; 1 hit, N kB, 0 s\nthe database failed: could not extend file "base/5/16": No space left on device\n' +
        "  hint: make room on the disk of the database, then run again; it goes on where it was\n999,999 of 1,000,000 hits left in this hour\n",
    );
  });

  test("two runs at once", async () => {
    const flags = onDatabase();
    const store = createPgStore({ pool: database.pool, schema: flags[3]!, holder: "process 1 on elsewhere" });
    await store.migrate();
    const held = await store.lock.acquire({ run: "nightly" });
    onTestFinished(() => held.release());
    expect(await nightly(flags, { env, fetch })).toBe(
      `75: error: the run nightly, process 1 on elsewhere holds the lock of the schema ${flags[3]!} since T\n  hint: wait until it ends; if its machine is gone, select pg_terminate_backend(N) ends its connection\n`,
    );
  });

  test("a copy of another API", async () => {
    const flags = onDatabase();
    await commandLine(["nightly", "--only", "cursus", ...flags], { env: { ...env, FORTYTWO_API_URL: "http://127.0.0.1:4242" }, fetch });
    expect(await nightly(flags, { env, fetch })).toBe(
      `2: error: the schema ${flags[3]!} is a copy of a sandbox on this machine, not of https://api.intra.42.fr\n  hint: keep each API in a schema or a database of its own: --schema or --database\n`,
    );
  });

  test("a folder for the embedded database that takes no files", async () => {
    const cwd = workingFolder();
    writeFileSync(join(cwd, "notes.txt"), "");
    expect((await nightly(["--database", "notes.txt/db"], { env, fetch, cwd })).replaceAll(cwd, "<cwd>")).toBe(
      "2: error: <cwd>/notes.txt/db cannot be used as a database folder\n  hint: choose another with --database; a server's address begins with postgres://\n",
    );
  });
});

describe("what is wrong with the config file is told with its name", () => {
  test.each([
    ["a key that there is not", '{ "campuses": [12] }', "42sync.config.json: campuses: there is no such key\n  hint: did you mean campus?\n"],
    ["a value that does not fit", '{ "campus": 12 }', '42sync.config.json: campus does not fit\n  hint: it is a list, as [12, "paris"]\n'],
    ["a secret in it", '{ "clientSecret": "s-s4t2ud-1234" }', "42sync.config.json: clientSecret: credentials do not belong in this file\n  hint: put FORTYTWO_CLIENT_ID and FORTYTWO_CLIENT_SECRET into .env, which is not committed\n"],
  ])("%s", async (_, text, said) => {
    const cwd = workingFolder();
    writeFileSync(join(cwd, "42sync.config.json"), text);
    expect(await nightly([], { cwd })).toBe(`2: error: ${said}`);
  });

  test("a comma too many", async () => {
    const cwd = workingFolder();
    writeFileSync(join(cwd, "42sync.config.json"), '{ "campus": [12], }');
    expect(await nightly([], { cwd })).toBe("2: error: 42sync.config.json cannot be read\n  hint: line 1, column 17: a comma too many\n");
  });
});

test("an old Node is told before anything fails on it", () => {
  const bin = fileURLToPath(new URL("../bin/42sync.js", import.meta.url));
  const pretend = "data:text/javascript,Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.18.3' } })";
  try {
    execFileSync(process.execPath, ["--import", pretend, bin, "--version"], { stdio: "pipe" });
    expect.unreachable("it ran");
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: Buffer }; // as execFileSync throws
    expect({ status, said: stderr.toString() }).toEqual({
      status: 2,
      said: `error: 42sync needs Node 20.19 or newer, and this is 20.18.3 (${process.execPath})\n  hint: install a newer one from https://nodejs.org, or with nvm: nvm install --lts\n`,
    });
  }
});
