import { createPgBudget } from "@42sync/pg-store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataSchema } from "../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../testing/databases.js";
import { commandLine, type Ended } from "../support/command-line.js";
import { local42, pathsAsked } from "../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

const here = local42();
const apiUrl = "https://api.intra.42.fr";

/** Hits of this hour as all who share the limits have them. */
async function used(): Promise<number> {
  const { rows } = await database.pool.query<{ used: number }>(
    "select (windows #>> '{hour,used}')::integer as used from sync42.budgets where application = $1",
    [`${apiUrl} ${here.application.clientId}`],
  );
  return rows[0]?.used ?? 0;
}

describe("limits that are shared through a server", () => {
  const schema = dataSchema();
  const run = (argv: readonly string[], { env, fetch } = here): Promise<Ended> =>
    commandLine(argv, { env: { ...env, DATABASE_URL: database.url }, fetch });

  test("are not made for the sake of a hit: where nothing is, nothing comes, and the command works", async () => {
    const other = local42();
    for (const argv of [
      ["get", "/v2/cursus/21"],
      ["plan", "--only", "cursus", "--schema", schema],
    ])
      expect(await run(argv, other)).toMatchObject({ code: 0, err: "" });
    const { rows } = await database.pool.query(
      "select nspname from pg_namespace where nspname in ('sync42', $1)",
      [schema],
    );
    expect(rows).toEqual([]);
  });

  test.each([
    [["migrate"], false],
    [["nightly", "--campus", "1"], true],
    [["incremental", "--campus", "1"], true],
    [["verify", "--campus", "1"], true],
    [["plan", "--campus", "1"], true],
    [["nightly", "--dry-run", "--campus", "1"], true],
    [["init", "--campus", "1", "--json"], true],
    [["doctor"], true],
    [["get", "/v2/cursus/21"], true],
    [["get", "/v2/titles", "--all", "--page-size", "1"], true],
    [["explain", "users", "1"], false],
    [["forget", "99999999", "--yes"], false],
    [["status"], false],
  ] as const)("are kept by %j, each request counted once", async (argv, asks) => {
    const [before, asked] = [argv[0] === "migrate" ? 0 : await used(), pathsAsked(here.sandbox).length];
    const { code, err } = await run(argv[0] === "get" ? argv : [...argv, "--schema", schema]);
    const hits = pathsAsked(here.sandbox).length - asked;
    // The clock of this 42 is not ours, which the doctor minds.
    expect({
      code,
      err: /error|warning/.exec(err)?.[0],
      counted: (await used()) - before,
      asks: hits > 0,
    }).toEqual({ code: argv[0] === "doctor" ? 2 : 0, err: undefined, counted: hits, asks });
  });

  test("hold for a command that needs no database: an hour that another has spent is spent", async () => {
    const other = createPgBudget({
      connectionString: database.url,
      application: `${apiUrl} ${here.application.clientId}`,
    });
    other.exhausted(new Date(Date.now() + 600_000));
    await expect(other.reserve()).rejects.toMatchObject({ code: "E_BUDGET" });
    const asked = pathsAsked(here.sandbox).length;
    const { code, err } = await run(["get", "/v2/cursus/21"]);
    expect([code, err.split(";")[0], pathsAsked(here.sandbox).length - asked]).toEqual([
      6,
      "error: the hour's 1000000 requests are spent",
      0,
    ]);
    await other.close();
  });
});

describe("a server that fails", () => {
  const gone = "postgres://nobody@127.0.0.1:1/mirror";
  const run = (...argv: readonly string[]): Promise<Ended> =>
    commandLine(argv, { env: { ...here.env, DATABASE_URL: gone }, fetch: here.fetch });

  test("leaves a command that needs none to count alone, which it says once", async () => {
    const { code, err } = await run("get", "/v2/titles", "--all", "--page-size", "1");
    expect([code, err]).toEqual([
      0,
      "warning: other processes' requests are not counted from here on: the database failed: " +
        "connect ECONNREFUSED 127.0.0.1:1\n",
    ]);
  });

  test("ends one that needs it", async () => {
    expect((await run("plan")).code).toBe(5);
    expect((await run("nightly")).code).toBe(5);
  });
});
