import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createPgStore } from "@42sync/pg-store";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { dataSchema } from "../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../testing/databases.js";
import { commandLine, workingFolder } from "../support/command-line.js";
import { howItEnds } from "../support/how-it-ends.js";
import { likelyMistakes } from "./likely-mistakes.js";
import { local42 } from "../support/local-42.js";
import { refusingPostgres } from "../support/refusing-postgres.js";
import { unreachable } from "../support/unreachable.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

const { env, fetch } = local42();
const [id, secret] = [env["FORTYTWO_CLIENT_ID"]!, env["FORTYTWO_CLIENT_SECRET"]!];

const withConfig = (text: string): Promise<string> => {
  const cwd = workingFolder();
  writeFileSync(join(cwd, "42sync.config.json"), text);
  return howItEnds(["nightly"], { cwd });
};

/** On a database, with the flags that name it and a schema of its own. */
const onDatabase = (
  mistake: (schema: string, flags: readonly string[]) => Promise<string>,
): Promise<string> => {
  const schema = dataSchema();
  return mistake(schema, ["--database", database.url, "--schema", schema]);
};

/** How each is made. */
const make: Readonly<Record<keyof typeof likelyMistakes, () => Promise<string>>> = {
  "a Node that is too old": async () => {
    const pretend =
      "data:text/javascript,Object.defineProperty(process, 'versions', { value: { " +
      "...process.versions, node: '20.18.3' } })";
    try {
      return execFileSync(
        process.execPath,
        ["--import", pretend, fileURLToPath(new URL("../../bin/42sync.js", import.meta.url)), "--version"],
        { stdio: "pipe" },
      ).toString();
    } catch (error) {
      const { status, stderr } = error as { status: number; stderr: Buffer }; // as execFileSync throws
      return Promise.resolve(
        `${String(status)}: ${stderr.toString().replace(process.execPath, "/usr/bin/node")}`,
      );
    }
  },
  "no credentials": () => howItEnds(["nightly"]),
  "UID and secret swapped": () =>
    howItEnds(["nightly"], { env: { FORTYTWO_CLIENT_ID: secret, FORTYTWO_CLIENT_SECRET: id } }),
  "a wrong or rotated secret": () =>
    onDatabase((_, flags) => howItEnds(["nightly", ...flags], { env, fetch: local42().fetch })),
  "a mistyped command": () => howItEnds(["nigthly"]),
  "a mistyped flag": () => howItEnds(["nightly", "--campuss", "12"]),
  "spaces after the commas of a list": () => howItEnds(["nightly", "--campus", "paris,", "lyon"]),
  "a mistyped table": () => howItEnds(["nightly", "--only", "users,cursus_user"], { env }),
  "a campus that 42 does not list": () =>
    onDatabase((_, flags) => howItEnds(["nightly", "--campus", "Pariss", ...flags], { env, fetch })),
  "a mistyped key of the config file": () => withConfig('{ "campuses": [12] }'),
  "a comma too many in the config file": () => withConfig('{ "campus": [12], }'),
  "a query before there is a copy": () => howItEnds(["query", "select count(*) from users"]),
  "a proxy that Node goes past": () =>
    onDatabase((_, flags) =>
      howItEnds(["nightly", ...flags], {
        env: { ...env, HTTPS_PROXY: "http://proxy:3128" },
        fetch: unreachable("ETIMEDOUT"),
      }),
    ),
  "a certificate of a proxy's own": () =>
    onDatabase((_, flags) =>
      howItEnds(["nightly", ...flags], { env, fetch: unreachable("SELF_SIGNED_CERT_IN_CHAIN") }),
    ),
  "a database server that does not run": () =>
    howItEnds(["nightly", "--database", "postgres://sync:very-secret@127.0.0.1:1/intra"], { env, fetch }),
  "a wrong password of the database": async () =>
    howItEnds(
      [
        "nightly",
        "--database",
        await refusingPostgres("28P01", 'password authentication failed for user "sync"'),
      ],
      { env, fetch },
    ),
  "a database that does not exist": () =>
    howItEnds(
      ["nightly", "--database", Object.assign(new URL(database.url), { pathname: "/missing" }).href],
      { env, fetch },
    ),
  "no rights on the schema": async () => {
    const role = `stranger_${crypto.randomUUID().replaceAll("-", "")}`;
    await database.pool.query(`create role ${role} login`);
    onTestFinished(async () => void (await database.pool.query(`drop role ${role}`)));
    const fresh = await scratchDatabase();
    onTestFinished(() => fresh.close());
    return howItEnds(
      ["nightly", "--database", fresh.urlFor(role), "--schema", "mirror"],
      { env, fetch },
      { [fresh.name]: "intra", [role]: "sync" },
    );
  },
  "two runs at once": () =>
    onDatabase(async (schema, flags) => {
      const store = createPgStore({ pool: database.pool, schema, holder: "process 1 on elsewhere" });
      await store.migrate();
      const held = await store.lock.acquire({ run: "nightly" });
      onTestFinished(() => held.release());
      return howItEnds(["nightly", ...flags], { env, fetch }, { [schema]: "mirror" });
    }),
  "a full disk": () =>
    onDatabase(async (schema, flags) => {
      await commandLine(["migrate", ...flags]);
      await database.pool.query(
        "create function full_disk() returns trigger language plpgsql as $$ begin raise " +
          `exception 'could not extend file "base/5/16": No space left on device' using errcode = ` +
          "'53100'; end $$",
      );
      await database.pool.query(
        `create trigger full_disk before insert on "${schema}".cursus execute function full_disk()`,
      );
      // It ends the run, whose report tells it.
      const report = {
        before: "nightly failed: 0 rows new, 0 changed; 1 hit, N kB, 0 s\n",
        after: "999,999 of 1,000,000 hits remain this hour\n",
      };
      const own = local42();
      return (await howItEnds(["nightly", "--only", "cursus", ...flags], { env: own.env, fetch: own.fetch }))
        .replace(report.before, "error: ")
        .replace(report.after, "");
    }),
};

test.each(Object.entries(likelyMistakes))("%s", async (name, { exit, message, hint }) => {
  expect(await make[name as keyof typeof likelyMistakes]()).toBe(
    `${String(exit)}: error: ${message}\n  hint: ${hint}\n`,
  ); // a key of it
});

test("they are twenty", () => {
  expect(Object.keys(likelyMistakes)).toHaveLength(20);
});
