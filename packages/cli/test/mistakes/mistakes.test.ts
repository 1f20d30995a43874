import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commandLine, workingFolder, withoutTime } from "../support/command-line.js";

const credentials = { FORTYTWO_CLIENT_ID: "u-s4t2ud-1234", FORTYTWO_CLIENT_SECRET: "s-s4t2ud-5678" };
const nowhere = () => Promise.reject(new Error("nothing may be asked"));

async function mistake(
  argv: readonly string[],
  env: Record<string, string> = credentials,
  cwd = workingFolder(),
): Promise<string> {
  const { code, out, err } = await commandLine(argv, { env, cwd, fetch: nowhere });
  expect({ code, out }).toEqual({ code: 2, out: "" });
  return withoutTime(err.replaceAll(cwd, "<cwd>"));
}

describe("a mistake in the words ends with 2 and the nearest right one", () => {
  test("a command that resembles none", async () => {
    expect(await mistake(["xyzzy"])).toBe(
      "error: unknown command xyzzy\n  hint: the commands are init, nightly, incremental, plan, " +
        "status, runs, report, explain, verify, quarantine, doctor, probe, schedule, query, get, migrate, " +
        "export, import, forget, sandbox, demo\n",
    );
  });

  test("the beginning of a command", async () => {
    expect(await mistake(["incr"])).toBe("error: unknown command incr\n  hint: did you mean incremental?\n");
  });

  test("a mistyped flag", async () => {
    expect(await mistake(["status", "--maxlag=3h"])).toBe(
      "error: status has no flag --maxlag\n  hint: did you mean --max-lag?\n",
    );
  });

  test("a flag of another command", async () => {
    expect(await mistake(["nightly", "--all-campuses"])).toBe(
      "error: nightly has no flag --all-campuses\n  hint: did you mean --campus all?\n",
    );
  });

  test("a flag that resembles none", async () => {
    expect(await mistake(["nightly", "--turbo"])).toBe(
      "error: nightly has no flag --turbo\n  hint: see: 42sync nightly --help\n",
    );
  });

  test("a flag without its value", async () => {
    expect(await mistake(["nightly", "--campus"])).toBe(
      "error: --campus needs a value: --campus <list>\n  hint: see: 42sync nightly --help\n",
    );
  });

  test("a value that is not an id", async () => {
    expect(await mistake(["nightly", "--max-hits", "many"])).toBe(
      "error: --max-hits many: it must be a whole number from 1\n  hint: see: 42sync nightly --help\n",
    );
    expect(await mistake(["sandbox", "--port", "70000"])).toBe(
      "error: --port 70000: it must be a whole number from 0 to 65535\n  hint: see: 42sync sandbox --help\n",
    );
  });

  test("a value that is none of its choices", async () => {
    expect(await mistake(["status", "--format", "xml"])).toBe(
      "error: --format xml: it must be table, json or prometheus\n  hint: see: 42sync status --help\n",
    );
    expect(await mistake(["plan", "weekly"])).toBe(
      "error: pipeline weekly: it must be nightly or incremental\n  hint: see: 42sync plan --help\n",
    );
    expect(await mistake(["runs", "last"])).toBe(
      "error: id last: it must be a whole number from 1\n  hint: see: 42sync runs --help\n",
    );
  });

  test("a flag that must be there", async () => {
    expect(await mistake(["report"])).toBe(
      "error: report needs --out <file>\n  hint: see: 42sync report --help\n",
    );
  });

  test("a value that is no duration", async () => {
    expect(await mistake(["status", "--max-lag", "26"])).toBe(
      "error: --max-lag 26: it must be a duration, like 90s, 15m, 26h or 2d\n  hint: see: 42sync status --help\n",
    );
  });

  test("a value that is no moment", async () => {
    expect(await mistake(["incremental", "--since", "yesterday"])).toBe(
      "error: --since yesterday: it must be a time, like 24h (ago), 2026-11-23 or " +
        "2026-11-23T08:00:00Z\n  hint: see: 42sync incremental --help\n",
    );
  });

  test("--until without --since", async () => {
    expect(await mistake(["incremental", "--until", "1h"])).toBe(
      "error: --until needs --since\n  hint: for example: --since 48h --until 24h\n",
    );
  });

  test("a mistyped table", async () => {
    expect(await mistake(["nightly", "--except", "projets"])).toBe(
      "error: --except projets: unknown table\n  hint: did you mean projects?\n",
    );
  });

  test("a query without quotes", async () => {
    expect(await mistake(["query", "select", "1"])).toBe(
      'error: too many words after query\n  hint: put the query in quotes: 42sync query "select count(*) from users"\n',
    );
    expect(await mistake(["query"])).toBe(
      'error: query needs a query\n  hint: for example: 42sync query "select count(*) from users"\n',
    );
  });

  test("two forms of output at once", async () => {
    const { code, err } = await commandLine(["query", "select 1", "--csv", "--json"]);
    expect({ code, err }).toEqual({
      code: 2,
      err: "error: option '--csv' cannot be used with option '--json'\n  hint: see: 42sync query --help\n",
    });
  });
});

describe("a wrong setting ends with 2 and says which", () => {
  test("one of them, or an empty one", async () => {
    expect(await mistake(["nightly"], { ...credentials, FORTYTWO_CLIENT_SECRET: "" })).toBe(
      "error: FORTYTWO_CLIENT_SECRET is not set\n  hint: it is the secret of your application, s-s4t2ud-…\n",
    );
    expect(await mistake(["nightly"], { FORTYTWO_CLIENT_SECRET: "s-s4t2ud-5678" })).toBe(
      "error: FORTYTWO_CLIENT_ID is not set\n  hint: it is the UID of your application, u-s4t2ud-…\n",
    );
  });

  test("an API address that is none", async () => {
    expect(await mistake(["nightly"], { ...credentials, FORTYTWO_API_URL: "api.intra.42.fr" })).toBe(
      "error: FORTYTWO_API_URL is not an http or https address\n  hint: unset it to use https://api.intra.42.fr\n",
    );
  });

  test("a database that is none of ours", async () => {
    expect(await mistake(["migrate"], { DATABASE_URL: "mysql://root@db/intra" })).toBe(
      "error: DATABASE_URL starts with mysql://, which is not a PostgreSQL address\n" +
        "  hint: an address looks like postgres://user:password@host:5432/database; a folder has no " +
        "://\n",
    );
    expect(await mistake(["migrate", "--database", "postgress://db/intra"])).toBe(
      "error: --database starts with postgress://, which is not a PostgreSQL address\n" +
        "  hint: did you mean postgres://?\n",
    );
  });

  test("a password with a character that addresses do not take, without showing it", async () => {
    expect(await mistake(["migrate"], { DATABASE_URL: "postgres://intra:pass[word@db:port/intra" })).toBe(
      "error: DATABASE_URL is not a valid address\n  hint: it looks like " +
        "postgres://user:password@host:5432/database; escape special characters of the password, as " +
        "%40 for @, %2F for /, %23 for #\n",
    );
  });

  test("a folder with something else in it", async () => {
    const cwd = workingFolder();
    writeFileSync(join(cwd, "thesis.txt"), "precious");
    expect(await mistake(["migrate", "--database", "."], {}, cwd)).toBe(
      "database: embedded PostgreSQL in <cwd>, schema public\n" +
        "error: <cwd> contains something else\n  hint: choose an empty or new folder with " +
        "--database\n",
    );
  });

  test("a .env that is a folder", async () => {
    const cwd = workingFolder();
    mkdirSync(join(cwd, ".env"));
    expect(await mistake(["nightly"], {}, cwd)).toBe(
      "error: can't read <cwd>/.env\n  hint: make it a file that this user can read, or remove it\n",
    );
  });

  test("recorded rows that are not there", async () => {
    expect(await mistake(["sandbox", "--data", "tuesday", "--port", "0"], {})).toBe(
      "error: can't read the recorded rows in <cwd>/tuesday\n" +
        "  hint: the folder needs one file a list, like cursus_21_users.ndjson.gz, and meta.json " +
        "with the clock\n",
    );
  });
});

describe("with --json the failure is the one document on stdout", () => {
  test("of a mistyped flag", async () => {
    const { code, out } = await commandLine(["nightly", "--json", "--forse"]);
    expect({ code, document: JSON.parse(out) as unknown }).toEqual({
      code: 2,
      document: {
        error: { code: "E_USAGE", message: "nightly has no flag --forse", hint: "did you mean --force?" },
        exitCode: 2,
      },
    });
  });

  test("of missing credentials", async () => {
    const { code, out } = await commandLine(["nightly", "--json"]);
    expect({ code, document: JSON.parse(out) as unknown }).toEqual({
      code: 2,
      document: {
        error: {
          code: "E_CONFIG",
          message: "FORTYTWO_CLIENT_ID and FORTYTWO_CLIENT_SECRET are not set",
          hint:
            "create an application at https://profile.intra.42.fr/oauth/applications/new and put " +
            "its UID and secret into .env; to try without one: 42sync demo",
        },
        exitCode: 2,
      },
    });
  });
});

test("a stack is shown with --debug, and only then", async () => {
  const plain = await commandLine(["nightly"]);
  const debug = await commandLine(["nightly", "--debug"]);
  expect(plain.err).not.toContain("    at ");
  expect(debug.err.startsWith(plain.err)).toBe(true);
  expect(debug.err).toContain(
    "ConfigError: FORTYTWO_CLIENT_ID and FORTYTWO_CLIENT_SECRET are not set\n    at ",
  );
});
