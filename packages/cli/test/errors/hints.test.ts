import { describe, expect, test } from "vitest";
import { hintFor, noLimitFlags, readLimitFlags } from "../../src/errors/hints.js";
import { commandLine } from "../support/command-line.js";
import { local42 } from "../support/local-42.js";

describe("when the hour is spent, the command says when to run it again, and which flags help", () => {
  test.each([
    [["get", "/v2/cursus/21"], "run it again after T, or with --wait"],
    [["plan", "--campus", "1"], "run it again after T"],
    [["plan", "nightly", "--campus", "1"], "run it again after T"],
    [["nightly", "--dry-run", "--campus", "1"], "run it again after T"],
  ])("%j", async (argv, hint) => {
    const { fetch, env } = local42({ application: { perHour: 1 } });
    await commandLine(["get", "/v2/cursus/21"], { env, fetch });
    const { code, err } = await commandLine(argv, { env, fetch });
    const withoutTimes = err.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/g, "T").replace(/^T /, "");
    expect({ code, withoutTimes }).toEqual({
      code: 6,
      withoutTimes: `error: hourly limit reached (1 of 1 hits)\n  hint: ${hint}\n`,
    });
  });

  test("--max-hits is named as a flag", async () => {
    const { fetch, env } = local42();
    const { code, err } = await commandLine(
      ["get", "/v2/titles", "--all", "--page-size", "1", "--max-hits", "1"],
      { env, fetch },
    );
    expect({ code, err }).toEqual({
      code: 6,
      err: "error: hit budget exhausted (1 of 1)\n  hint: raise --max-hits\n",
    });
  });

  test("--json has the limit and its reset as fields", async () => {
    const { fetch, env } = local42({ application: { perHour: 1 } });
    await commandLine(["get", "/v2/cursus/21"], { env, fetch });
    const { out } = await commandLine(["plan", "--campus", "1", "--json"], { env, fetch });
    expect(JSON.parse(out)).toMatchObject({
      error: { code: "E_BUDGET", limit: "hour", resetsAt: expect.stringMatching(/^\d{4}-.*Z$/) as string },
      exitCode: 6,
    });
  });
});

describe("hints by code and fields", () => {
  const reserve = {
    code: "E_BUDGET",
    hint: "for programmers",
    limit: "reserve",
    resetsAt: "2026-11-26T16:00:04.742Z",
  } as const;

  test("the reserve names --reserve where the command has it", () => {
    const hints = [["--reserve"], ["--reserve", "--wait"], []].map((flags) =>
      hintFor(reserve, readLimitFlags(flags, [])),
    );
    expect(hints).toEqual([
      "run it again after 2026-11-26 16:00:04Z, or with a smaller --reserve",
      "run it again after 2026-11-26 16:00:04Z, or with --wait, or with a smaller --reserve",
      "run it again after 2026-11-26 16:00:04Z",
    ]);
  });

  test("the hour does not name --reserve", () => {
    expect(hintFor({ ...reserve, limit: "hour" }, readLimitFlags(["--reserve"], []))).toBe(
      "run it again after 2026-11-26 16:00:04Z",
    );
  });

  test("--wait is not advised to whoever typed it", () => {
    expect(readLimitFlags(["--wait", "--max-hits"], ["get", "/v2/me", "--wait"])).toEqual({
      wait: false,
      reserve: false,
      maxHits: true,
      budget: false,
    });
  });

  test("a maximum of one's own names the flag that set it", () => {
    const own = { code: "E_BUDGET", hint: "raise the option", limit: "max hits", resetsAt: null } as const;
    expect({
      maxHits: hintFor(own, { ...noLimitFlags, maxHits: true }),
      budget: hintFor(own, { ...noLimitFlags, budget: true }),
      none: hintFor(own, noLimitFlags),
    }).toEqual({
      maxHits: "raise --max-hits",
      budget: "run it again and it resumes where it stopped, or raise --budget",
      none: "raise the option",
    });
  });

  test("every other error keeps its hint", () => {
    const flags = { wait: true, reserve: true, maxHits: true, budget: true };
    expect(hintFor({ code: "E_SCHEMA", hint: "check the network" }, flags)).toBe("check the network");
  });
});
