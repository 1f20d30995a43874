import { describe, expect, test } from "vitest";
import { commandLine } from "../support/command-line.js";
import { local42 } from "../support/local-42.js";
import { inCommandWords, readSpentChoices } from "../../src/errors/spent-words.js";

describe("a command whose hour is spent says when to run it again, and what else it has", () => {
  test.each([
    [["get", "/v2/cursus/21"], "run it again then, or with --wait"],
    [["plan", "--campus", "1"], "run it again then"],
    [["plan", "nightly", "--campus", "1"], "run it again then"],
    [["nightly", "--dry-run", "--campus", "1"], "run it again then"],
  ])("%j", async (argv, hint) => {
    const { fetch, env } = local42({ application: { perHour: 1 } });
    await commandLine(["get", "/v2/cursus/21"], { env, fetch });
    const { code, err } = await commandLine(argv, { env, fetch });
    const told = err.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/g, "T").replace(/^T /, "");
    expect({ code, told }).toEqual({
      code: 6,
      told: `error: the hour's 1 requests are spent; the next ones are available at T\n  hint: ${hint}\n`,
    });
  });

  test("--max-hits is named as the flag that it is", async () => {
    const { fetch, env } = local42();
    const { code, err } = await commandLine(
      ["get", "/v2/titles", "--all", "--page-size", "1", "--max-hits", "1"],
      { env, fetch },
    );
    expect({ code, err }).toEqual({
      code: 6,
      err: "error: the one request that this client may make is spent\n  hint: give it more with --max-hits\n",
    });
  });
});

describe("the words of a command", () => {
  const kept = {
    code: "E_BUDGET",
    message:
      "3 requests are left of this hour, and 5 are reserved for others; the next ones are " +
      "available at 2026-11-26T16:00:04.742Z",
    hint: "go on from there after that time, or reserve fewer",
  };

  test("name what it has against what is reserved", () => {
    const message =
      "3 requests are left of this hour, and 5 are reserved for others; the next ones are " +
      "available at 2026-11-26 16:00:04Z";
    const hints = [["--reserve"], ["--reserve", "--wait"], []].map((flags) =>
      inCommandWords(kept, readSpentChoices(flags, [])),
    );
    expect(hints).toEqual([
      { code: "E_BUDGET", message, hint: "run it again then, or with a smaller --reserve" },
      { code: "E_BUDGET", message, hint: "run it again then, or with --wait, or with a smaller --reserve" },
      { code: "E_BUDGET", message, hint: "run it again then" },
    ]);
  });

  test("do not advise --wait to who gave it", () => {
    expect(readSpentChoices(["--wait", "--max-hits"], ["get", "/v2/me", "--wait"])).toEqual({
      wait: false,
      reserve: false,
      maxHits: true,
    });
  });

  test("leave every other error as it is", () => {
    const other = { ...kept, code: "E_NETWORK" };
    expect(inCommandWords(other, { wait: true, reserve: true, maxHits: true })).toBe(other);
  });
});
