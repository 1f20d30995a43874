import { expect, test } from "vitest";
import { ownersPerHit } from "../../../src/client/traversal/by-ids.js";

test.each([
  [0, 100],
  [0.5, 100],
  [0.96, 100],
  [1.05, 91],
  [1.25, 76],
  [1.9, 50],
  [2.1, 91],
  [3.5, 82],
  [20, 100],
])("people with %f rows each are asked %i at a time", (rowsPerOwner, owners) => {
  expect(ownersPerHit(rowsPerOwner, 100, 100)).toBe(owners);
});

test("a page of 30 rows is filled by fewer", () => {
  expect(ownersPerHit(0.4, 30, 100)).toBe(72);
});
