import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataSchema } from "../../../../../testing/data-schema.js";
import { scratchDatabase, type ScratchDatabase } from "../../../../../testing/databases.js";
import { AbortedError, type Clock } from "@42sync/core";
import { commandLine } from "../../support/command-line.js";
import { jumpingClock, local42, pathsAsked } from "../../support/local-42.js";

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.close());

/** Flags for a schema of the test's own. */
const ownSchema = (): readonly string[] => ["--database", database.url, "--schema", dataSchema()];
const schemaOf = (flags: readonly string[]): string => flags[3]!;

describe("being stopped", () => {
  test("once: the page in hand is finished and stored, and the next run goes on", async () => {
    const { sandbox, fetch, env } = local42();
    const finish = new AbortController();
    const flags = ownSchema();
    const stopping: typeof globalThis.fetch = async (input, init) => {
      const answer = await fetch(input, init);
      if (pathsAsked(sandbox).at(-1)?.endsWith("projects") === true) finish.abort();
      return answer;
    };
    const { code, out, err } = await commandLine(["nightly", ...flags], {
      env,
      fetch: stopping,
      finish: finish.signal,
    });
    expect(code).toBe(6);
    expect(err).toContain("stopping after the current page; press again to stop immediately\n");
    expect(out).toContain("stopped as requested; run nightly again and it resumes where it stopped\n");
    expect((await database.pool.query(`select from "${schemaOf(flags)}".projects`)).rowCount).toBeGreaterThan(
      0,
    );
    expect((await commandLine(["nightly", ...flags], { env, fetch })).code).toBe(0);
  });

  test("twice: it stops at once", async () => {
    const { fetch, env } = local42();
    const [finish, signal] = [new AbortController(), new AbortController()];
    const hanging: typeof globalThis.fetch = (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      if (!url.includes("/projects?")) return fetch(input, init);
      finish.abort();
      signal.abort();
      return new Promise((_, reject) => {
        const given = init?.signal ?? (input instanceof Request ? input.signal : undefined);
        const fail = (): void => {
          reject(given?.reason instanceof Error ? given.reason : new Error("aborted"));
        };
        if (given?.aborted === true) fail();
        else given?.addEventListener("abort", fail);
      });
    };
    const { code, err } = await commandLine(["nightly", ...ownSchema()], {
      env,
      fetch: hanging,
      finish: finish.signal,
      signal: signal.signal,
    });
    expect(code).toBe(6);
    expect(err).toContain(
      "stopping immediately; the current page is not stored, and the next run fetches it again\n",
    );
  });

  test("while it sleeps for the next hour: the page to finish, it ends", async () => {
    const finish = new AbortController();
    const clock = jumpingClock(Date.parse("2026-11-23T08:00:00Z"));
    const sleepy: Clock = {
      now: () => clock.now(),
      sleep: (ms, signal) => {
        if (ms > 600_000) finish.abort();
        return signal?.aborted === true
          ? Promise.reject(new AbortedError("the wait was aborted"))
          : clock.sleep(ms, signal);
      },
    };
    const { fetch, env } = local42({
      application: { perHour: 20 },
      now: "2026-11-23T08:00:00Z",
      clock: () => clock.now(),
    });
    const { code, err } = await commandLine(["nightly", "--wait", ...ownSchema()], {
      env,
      fetch,
      clock: sleepy,
      finish: finish.signal,
    });
    expect(code).toBe(6);
    expect(err).toContain("stopping; run it again and it resumes where it stopped\n");
  });
});

describe("before anything is read", () => {
  test("refused credentials end with 3 before anything is made", async () => {
    const { fetch, env } = local42();
    const flags = ownSchema();
    const { code } = await commandLine(["nightly", ...flags], {
      env: { ...env, FORTYTWO_CLIENT_SECRET: "s-s4t2ud-wrong" },
      fetch,
    });
    expect(code).toBe(3);
    expect(
      (await database.pool.query("select to_regnamespace(quote_ident($1)) as made", [schemaOf(flags)])).rows,
    ).toEqual([{ made: null }]);
  });

  test("a cursus that 42 does not list ends with 2", async () => {
    const { fetch, env } = local42();
    const { code, err } = await commandLine(["nightly", "--cursus", "9999", ...ownSchema()], { env, fetch });
    expect({ code, said: err.slice(err.indexOf("error:")) }).toEqual({
      code: 2,
      said:
        "error: --cursus 9999: 42 has no such cursus\n  hint: the nearest ids are 80 (Discovery " +
        "Piscine - Web), 78 (42Senior), 69 (Discovery Piscine - Python)\n",
    });
  });

  test("a schema of 42's rows takes none of a sandbox", async () => {
    const { fetch, env } = local42();
    const flags = ownSchema();
    await commandLine(["nightly", "--only", "cursus", ...flags], { env, fetch });
    const { code, err } = await commandLine(["nightly", "--only", "cursus", ...flags], {
      env: { ...env, FORTYTWO_API_URL: "http://127.0.0.1:4242" },
      fetch,
    });
    expect({ code, said: err.slice(err.indexOf("error:")) }).toEqual({
      code: 2,
      said:
        `error: the schema ${schemaOf(flags)} is a copy of https://api.intra.42.fr, not of a ` +
        `sandbox on this machine\n  hint: keep each API in a schema or a database of its own: ` +
        `--schema or --database\n`,
    });
  });
});
