import { expect, test } from "vitest";
import { readScopeKey, scopeKey } from "../../src/resource/scope.js";

test.each([
  [{ cursusId: 21, campusIds: [] }, "cursus=21 campus=all"],
  [{ cursusId: 9, campusIds: [1] }, "cursus=9 campus=1"],
  [{ cursusId: 21, campusIds: [1, 12] }, "cursus=21 campus=1,12"],
])("%j has a key, and is read from it", (scope, key) => {
  expect({ key: scopeKey(scope), scope: readScopeKey(key) }).toEqual({ key, scope });
});

test("campuses are in the key once, in order", () => {
  expect(scopeKey({ cursusId: 21, campusIds: [12, 1, 12] })).toBe("cursus=21 campus=1,12");
});

test.each(["", "cursus=21", "cursus=x campus=all", "cursus=21 campus=", "cursus=21 campus=1,"])(
  "%j is not a key",
  (key) => {
    expect(readScopeKey(key)).toBeUndefined();
  },
);
