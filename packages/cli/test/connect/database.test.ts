import { createPgStore } from "@42sync/pg-store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataSchema } from "../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../testing/databases.js";
import { commandLine } from "../support/command-line.js";
import { local42 } from "../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

/** Flags for a schema of the test's own. */
const ownSchema = (): readonly string[] => ["--database", database.url, "--schema", dataSchema()];

describe("the database", () => {
  test("a port that is closed ends with 5, without the password", async () => {
    const { code, err } = await commandLine([
      "migrate",
      "--database",
      "postgres://intra:very-secret@127.0.0.1:1/mirror",
    ]);
    expect({ code, err }).toEqual({
      code: 5,
      err:
        "database: PostgreSQL mirror at 127.0.0.1:1 as intra, schema public\nerror: the database " +
        "failed: connect ECONNREFUSED 127.0.0.1:1\n  hint: check that the database server runs " +
        "and that its address is right; then run again, it goes on where it was\n",
    });
  });

  test("a database that does not exist ends with 5 and says what to do", async () => {
    const url = Object.assign(new URL(database.url), { pathname: "/missing" }).href;
    const { code, err } = await commandLine(["migrate", "--database", url]);
    expect({ code, last: err.split("\n").slice(1).join("\n") }).toEqual({
      code: 5,
      last: 'error: the database failed: database "missing" does not exist\n  hint: create the database, or correct its name in the database URL\n',
    });
  });

  test("a lock that another run holds ends with 75 and names it", async () => {
    const { fetch, env } = local42();
    const flags = ownSchema();
    const store = createPgStore({ pool: database.pool, schema: flags[3]!, holder: "process 1 on elsewhere" });
    await store.migrate();
    const held = await store.lock.acquire({ run: "nightly" });
    const { code, err } = await commandLine(["incremental", ...flags], { env, fetch });
    const skipped = await commandLine(["incremental", "--skip-if-locked", ...flags], { env, fetch });
    const asJson = await commandLine(["incremental", "--skip-if-locked", "--json", ...flags], { env, fetch });
    await held.release();
    expect([skipped, asJson]).toEqual([
      { code: 0, out: "", err: "" },
      { code: 0, out: '{\n  "skipped": "another run holds the lock",\n  "exitCode": 0\n}\n', err: "" },
    ]);
    const free = await commandLine(["nightly", "--skip-if-locked", "--only", "cursus", ...flags], {
      env,
      fetch,
    });
    expect({ code: free.code, said: free.err.includes("database: ") }).toEqual({ code: 0, said: true });
    const broken = await commandLine(["incremental", "--skip-if-locked", ...flags], {
      env: { ...env, FORTYTWO_CLIENT_SECRET: "s-s4t2ud-other" },
      fetch,
    });
    expect({
      code: broken.code,
      said: broken.err.includes("database: ") && broken.err.includes("error: "),
    }).toEqual({ code: 3, said: true });
    expect(code).toBe(75);
    expect(err).toContain(
      `error: the run nightly, process 1 on elsewhere holds the lock of the schema ${flags[3]!} since `,
    );
    expect((await commandLine(["nightly", "--only", "cursus", ...flags], { env, fetch })).code).toBe(0);
  });
});
