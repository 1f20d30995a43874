import fc from "fast-check";
import { expect, test } from "vitest";
import { findJsonMistake } from "../../../src/config/file/find-json-mistake.js";

test.each([
  ['{ "campus": [12], }', "line 1, column 17: a comma too many"],
  ['{\n  "campus": [12, "paris",\n  ]\n}', "line 2, column 25: a comma too many"],
  ['{\n  "campus": [12]\n  "cursus": 21\n}', "line 3, column 3: a comma is missing before this"],
  ["{\n  // Paris\n}", "line 2, column 3: JSON has no comments; use a .ts or .mjs file for them"],
  ["{ 'campus': [12] }", "line 1, column 3: names and strings need double quotes"],
  ["{ campus: [12] }", "line 1, column 3: names and strings need double quotes"],
  ['{ "campus": [paris] }', "line 1, column 14: names and strings need double quotes"],
  ['{ "campus" [12] }', "line 1, column 12: a colon is missing before this"],
  ['{ "campus": }', "line 1, column 13: a value is missing before this"],
  ['{ "cursus": 21, "campus": }', "line 1, column 27: a value is missing before this"],
  ['{ "campus": [12}', "line 1, column 16: this doesn't belong here"],
  ['{ "database": "C:\\copies" }', "line 1, column 15: a backslash in this string is not doubled"],
  ['{ "database": "copies }\n', "line 1, column 15: this string does not end on its line"],
  [
    '{ "database": "a\tb" }',
    "line 1, column 15: this string contains a character that JSON writes with a backslash",
  ],
  ['{ "campus": [12]\r\n', "line 2, column 1: the file ends too early"],
  ["", "line 1, column 1: the file ends too early"],
  ["{} {}", "line 1, column 4: this doesn't belong here"],
  ['{ "cursus": 021 }', "line 1, column 14: a number can't start with 0, + or a point"],
  ['{ "cursus": .5 }', "line 1, column 13: a number can't start with 0, + or a point"],
  ['{ "cursus": +5 }', "line 1, column 13: a number can't start with 0, + or a point"],
  ['{ "cursus": 21,, "campus": [] }', "line 1, column 15: a comma too many"],
  ['{ "cursus": 21 };', "line 1, column 17: this doesn't belong here"],
  ['{ "raw": True }', "line 1, column 10: true, false and null are lower-case"],
  ['{ "campus": ["paris" "lyon"] }', "line 1, column 22: a comma is missing before this"],
])("%j", (text, said) => {
  expect(findJsonMistake(text)).toBe(said);
});

test("it finds one where JSON.parse does, and nowhere else", () => {
  const isJson = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const piece = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"a"',
    "1",
    "-0.5e3",
    "01",
    "1.",
    "-",
    "true",
    "nul",
    " ",
    "\n",
    "\u00a0",
    '"',
    "\\",
    '"\\u00e9"',
    '"\t"',
    "x",
  );
  const put = fc
    .tuple(fc.json(), fc.nat(), fc.nat(3), fc.array(piece, { maxLength: 2 }))
    .map(
      ([text, at, cut, pieces]) =>
        text.slice(0, at % (text.length + 1)) + pieces.join("") + text.slice((at % (text.length + 1)) + cut),
    );
  fc.assert(
    fc.property(
      fc.oneof(
        put,
        fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join("")),
      ),
      (text) => {
        expect(findJsonMistake(text) === undefined).toBe(isJson(text));
      },
    ),
    { seed: 42, numRuns: 3000 },
  );
});
