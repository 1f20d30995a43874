import { dirname } from "node:path";
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findCircles, readImports } from "../import-graph.js";
import { isGenerated, linesOf, repositoryRoot, sourceFiles } from "../source-files.js";

const code = sourceFiles(/\.(ts|js|mjs|cjs)$/).filter(
  (file) => existsSync(`${repositoryRoot}${file}`) && !isGenerated(file),
);
const sources = code.filter((file) => /^packages\/[a-z-]+\/src\//.test(file));

/** One file a resource: they grow with 42. */
const oneFileAResource = ["packages/core/src/resources", "packages/sandbox/src/endpoints"];

describe("the shape of the code", () => {
  test("the rules look at something", () => {
    expect(sources.length).toBeGreaterThan(400);
  });

  test("a file has at most 250 lines", () => {
    expect(code.filter((file) => linesOf(file).length > 250)).toEqual([]);
  });

  test("a source file has 60 to 90 lines in the middle", () => {
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

  test("no import goes in a circle, types included", () => {
    expect(findCircles(readImports(repositoryRoot, code))).toEqual([]);
  });
});
