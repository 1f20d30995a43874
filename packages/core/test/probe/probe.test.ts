import { expect, test } from "vitest";
import { planProbe } from "../../src/probe/index.js";
import { differing, everything, probed, untold } from "./probed.js";

test("x", async () => {
  console.log(planProbe(everything));
  const t = Date.now();
  const report = await probed();
  console.log(report.hits, report.finished, report.error, Date.now() - t);
  expect([differing(report), untold(report)]).toEqual([[], []]);
});
