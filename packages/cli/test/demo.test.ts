import { describe, expect, test } from "vitest";
import { commandLine, workingFolder } from "./command-line.js";

describe("the demo", () => {
  test("runs the main job and answers with tables", async () => {
    const cwd = workingFolder();
    const { code, out, err } = await commandLine(["demo"], { cwd });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    for (const part of ["allowed 1,000", "42sync nightly fills", "hours pass at 42", "42sync incremental fetches", "Who is on campus right now", "How far the piscine of", "What was marked", "hits in all. Next:"]) {
      expect(out).toContain(part);
    }
    expect(out.replaceAll(/\s+/g, " ")).toContain("2 a second and 1,200 an hour. A request that counts against them is a hit. ");
    const again = await commandLine(["query", "select count(*) > 100 as many from students", "--database", ".42sync/demo"], { cwd });
    expect(again.out).toContain("true");
  });
});
