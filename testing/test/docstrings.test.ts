import { expect, test } from "vitest";
import { readEntryPoints } from "../../docs/generate/public-exports.js";

test("every public export has a docstring", () => {
  expect(
    readEntryPoints().flatMap(({ name: entry, exports }) =>
      exports.filter(({ summary }) => summary === "").map(({ name }) => `${entry}: ${name}`),
    ),
  ).toEqual([]);
});
