import { expect, test } from "vitest";
import { nearestName } from "../../../src/client/query/nearest-name.js";

const commands = ["nightly", "incremental", "status", "query", "get", "migrate", "sandbox", "demo"];

test.each([
  ["nigthly", "nightly"],
  ["NIGHTLY", "nightly"],
  ["inc", "incremental"],
  ["incrementel", "incremental"],
  ["stats", "status"],
  ["sandbax", "sandbox"],
  ["xyzzy", undefined],
  ["a", undefined],
  ["", undefined],
])("%j is nearest to %j", (word, right) => {
  expect(nearestName(word, commands)).toBe(right);
});

test("nothing is near without names", () => {
  expect(nearestName("any", [])).toBeUndefined();
});
