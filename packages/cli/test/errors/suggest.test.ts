import { expect, test } from "vitest";
import { didYouMean, nearest } from "../../src/errors/suggest.js";

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
  expect(nearest(word, commands)).toBe(right);
});

test("says the right ones where none is near", () => {
  expect(didYouMean("xyzzy", commands, "there are some")).toBe("there are some");
  expect(nearest("any", [])).toBeUndefined();
});
