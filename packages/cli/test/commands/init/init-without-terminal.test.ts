import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import { commandLine, workingFolder } from "../../support/command-line.js";
import { local42, pathsAsked } from "../../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

const files = (cwd: string, ...names: readonly string[]): readonly (string | null)[] =>
  names.map((name) => (existsSync(join(cwd, name)) ? readFileSync(join(cwd, name), "utf8") : null));

describe("init without a terminal", () => {
  test("names every answer that is missing, and asks nothing of 42", async () => {
    const { fetch, sandbox } = local42();
    expect(await commandLine(["init"], { fetch })).toEqual({
      code: 2,
      out: "",
      err:
        "error: not running in a terminal, and init needs --client-id (or FORTYTWO_CLIENT_ID), " +
        "--secret-stdin (or FORTYTWO_CLIENT_SECRET), --campus or --all-campuses\n  hint: create " +
        "an application at https://profile.intra.42.fr/oauth/applications/new; the secret comes " +
        "from standard input or the environment, never from a flag\n",
    });
    expect(
      await commandLine(["init"], {
        fetch,
        env: { FORTYTWO_CLIENT_ID: "u-s4t2ud-1234", FORTYTWO_CLIENT_SECRET: "s-s4t2ud-5678" },
      }),
    ).toEqual({
      code: 2,
      out: "",
      err:
        "error: not running in a terminal, and init needs --campus or --all-campuses\n  " +
        "hint: for example: --campus paris,lyon\n",
    });
    expect(sandbox.requests).toEqual([]);
  });

  test("takes all answers from flags and standard input, and starts", async () => {
    const { fetch, application, sandbox } = local42();
    const cwd = workingFolder();
    const flags = [
      "--client-id",
      application.clientId,
      "--secret-stdin",
      "--campus",
      "lausanne",
      "--database",
      database.url,
      "--schema",
      "flags",
      "--start",
    ];
    const started = await commandLine(["init", ...flags], {
      cwd,
      fetch,
      readStdin: () => Promise.resolve(`${application.clientSecret}\n`),
    });
    expect(started.err).not.toContain("error");
    expect(files(cwd, "42sync.config.json", ".gitignore")).toEqual([
      `${JSON.stringify({ cursus: 21, campus: [47], schema: "flags" }, null, 2)}\n`,
      ".env\n",
    ]);
    expect(readFileSync(join(cwd, ".env"), "utf8").split("\n").at(-2)).toBe(`DATABASE_URL=${database.url}`);
    expect(pathsAsked(sandbox).length).toBeGreaterThan(20);
    expect(`${started.out}${started.err}`).not.toContain(application.clientSecret);
  });

  test("a second time nothing has to be written", async () => {
    const { fetch, env } = local42();
    const cwd = workingFolder();
    await commandLine(["init", "--all-campuses"], { cwd, env, fetch });
    const before = files(cwd, ".env", "42sync.config.json");
    const { code, out } = await commandLine(["init", "--all-campuses", "--json"], { cwd, fetch });
    expect({
      code,
      files: (JSON.parse(out) as { files: unknown }).files,
      after: files(cwd, ".env", "42sync.config.json"),
    }).toEqual({
      code: 0,
      files: [
        { name: ".env", written: false },
        { name: "42sync.config.json", written: false },
      ],
      after: before,
    });
  });

  test("settings with another value need --force", async () => {
    const { fetch, env } = local42();
    const cwd = workingFolder();
    writeFileSync(join(cwd, "42sync.config.json"), '{ "campus": [12] }\n');
    const refused = await commandLine(["init", "--campus", "1"], { cwd, env, fetch });
    expect({ code: refused.code, err: refused.err, files: files(cwd, ".env", "42sync.config.json") }).toEqual(
      {
        code: 2,
        err:
          "error: 42sync.config.json exists with other values of campus; nothing was written\n  " +
          "hint: --force replaces these settings; everything else in the file stays\n",
        files: [null, '{ "campus": [12] }\n'],
      },
    );
    expect((await commandLine(["init", "--campus", "1", "--force"], { cwd, env, fetch })).code).toBe(0);
  });

  test("a secret that 42 refuses ends with 3", async () => {
    const { fetch, application } = local42();
    const cwd = workingFolder();
    const { code, err } = await commandLine(["init", "--all-campuses"], {
      cwd,
      fetch,
      env: { FORTYTWO_CLIENT_ID: application.clientId, FORTYTWO_CLIENT_SECRET: "s-s4t2ud-mistyped" },
    });
    expect({ code, err: err.split("\n")[0], files: files(cwd, ".env") }).toEqual({
      code: 3,
      err: "error: POST /oauth/token: 42 refuses the application's id or secret (invalid_client)",
      files: [null],
    });
  });

  test("an empty standard input is told", async () => {
    const { code, err } = await commandLine([
      "init",
      "--client-id",
      "u-s4t2ud-1234",
      "--secret-stdin",
      "--all-campuses",
    ]);
    expect({ code, err }).toEqual({
      code: 2,
      err:
        "error: --secret-stdin: standard input has nothing\n" +
        '  hint: for example: printf %s "$SECRET" | 42sync init --client-id u-s4t2ud-… ' +
        "--secret-stdin --campus 12\n",
    });
  });
});
