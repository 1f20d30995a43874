import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { code, imports, sources } from "../code.js";
import { findCircles } from "../import-graph.js";
import { linesOf } from "../source-files.js";

/** One file a resource: they grow with 42. */
const oneFileAResource = ["packages/core/src/resources", "packages/sandbox/src/endpoints"];

describe("the shape of the code", () => {
  test("the rules have something to check", () => {
    expect(sources.length).toBeGreaterThan(400);
  });

  test("a file has at most 250 lines", () => {
    expect(code.filter((file) => linesOf(file).length > 250)).toEqual([]);
  });

  test("the median source file has 60 to 90 lines", () => {
    const lengths = sources.map((file) => linesOf(file).length).sort((a, b) => a - b);
    const median = lengths[Math.floor(lengths.length / 2)] ?? 0;
    expect({ median, fits: median >= 60 && median <= 90 }).toEqual({ median, fits: true });
  });

  test("a folder has at most 15 files, but those with one file a resource", () => {
    const folders = new Map<string, number>();
    for (const file of code) folders.set(dirname(file), (folders.get(dirname(file)) ?? 0) + 1);
    const full = [...folders].filter(([folder, files]) => files > 15 && !oneFileAResource.includes(folder));
    expect(full).toEqual([]);
  });

  test("a line has at most 120 columns", () => {
    const long = code.flatMap((file) =>
      linesOf(file).flatMap((line, index) => (line.length > 120 ? [`${file}:${String(index + 1)}`] : [])),
    );
    expect(long).toEqual([]);
  });

  test("a circle is found, through types too, but not through what is loaded lazily", () => {
    const of = (isTypeOnly: boolean, isLazy: boolean): readonly string[] =>
      findCircles([
        { file: "a", to: "b", isLazy: false, isTypeOnly: false },
        { file: "b", to: "a", isLazy, isTypeOnly },
      ]);
    expect({ value: of(false, false), type: of(true, false), ofAType: of(true, true) }).toEqual({
      value: ["a -> b -> a"],
      type: ["a -> b -> a"],
      ofAType: ["a -> b -> a"],
    });
    expect(of(false, true)).toEqual([]);
  });

  test("no import goes in a circle, types included", () => {
    expect(findCircles(imports)).toEqual([]);
  });
});
