import { expect, test } from "vitest";
import { isOverDeletionLimit } from "../../../src/sync/read/deletion-limit.js";

test.each([
  [50, 50, false],
  [51, 51, true],
  [51, 2_549, true],
  [51, 2_550, false],
  [500, 25_000, false],
  [501, 25_000, true],
])("%i of %i rows gone at once: too much to be believed is %s", (gone, of, is) => {
  expect(isOverDeletionLimit(gone, of)).toBe(is);
});
