import { systemClock } from "@42sync/core";
import { describe, expect, test } from "vitest";
import { commandLine, workingFolder } from "../../support/command-line.js";

describe("the demo", () => {
  test("runs the main job and answers with tables", async () => {
    const cwd = workingFolder();
    // A Sunday morning: nothing ends it at another time than now.
    const ahead = Date.parse("2026-11-29T09:00:00Z") - Date.now();
    const clock = { ...systemClock, now: () => Date.now() + ahead };
    const { code, out, err } = await commandLine(["demo"], { cwd, clock });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    for (const part of [
      "allowed 1,000",
      "42sync nightly fills",
      "hours pass at 42",
      "42sync incremental fetches",
      "Who is on campus right now",
      "How far the piscine of",
      "What was marked",
      "hits in all. Next:",
    ]) {
      expect(out).toContain(part);
    }
    expect(out.replaceAll(/\s+/g, " ")).toContain(
      "2 a second and 1,200 an hour. A request that counts against them is a hit. ",
    );
    const again = await commandLine(
      ["query", "select count(*) > 100 as many from students", "--database", ".42sync/demo"],
      { cwd },
    );
    expect(again.out).toContain("true");
    // Its last run is of now, so that nothing is late from the start.
    const late =
      "select watermark - '2026-11-29T09:00:00Z' between interval '0' and interval '1 hour' as " +
      "now from sync42.freshness where table_name = 'users'";
    expect(
      (await commandLine(["query", late, "--json", "--database", ".42sync/demo"], { cwd })).out,
    ).toContain('"now": true');
  });
});
