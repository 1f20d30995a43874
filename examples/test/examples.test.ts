import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test, vi } from "vitest";

const folder = fileURLToPath(new URL("..", import.meta.url));
const files = readdirSync(folder).filter((file) => file.endsWith(".ts"));
/** Programs run when they are imported; a test file is run by vitest itself. */
const programs = files.filter((file) => !file.endsWith(".test.ts"));

afterEach(() => {
  vi.restoreAllMocks();
});

test("there are nine", () => {
  expect([...Object.keys(lastLine), "your-tests.test.ts"].sort()).toEqual([...files].sort());
  expect(files).toHaveLength(9);
});

test.each(files)("%s is at most 40 lines, and imports public entry points only", (file) => {
  const text = readFileSync(`${folder}/${file}`, "utf8");
  expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(40);
  const imports = [...text.matchAll(/from "([^"]+)"/g)].map((match) => match[1] ?? "");
  expect(imports.filter((from) => from.startsWith(".") || /\/(src|dist)\//.test(from))).toEqual([]);
});

test.each(files)("%s is told of in the README of the examples", (file) => {
  expect(readFileSync(`${folder}/README.md`, "utf8")).toContain(`](${file})`);
});

test.each(programs)("%s runs", async (file) => {
  const lines: string[] = [];
  vi.spyOn(console, "log").mockImplementation(
    (...words: unknown[]) =>
      void lines.push(
        words.map((word) => (typeof word === "string" ? word : JSON.stringify(word))).join(" "),
      ),
  );
  await import(`${folder}/${file}`);
  expect(lines.at(-1)).toMatch(lastLine[file] ?? /^(?!)/);
});

const lastLine: Readonly<Record<string, RegExp>> = {
  "who-is-on-campus.ts": /^seats taken: [1-9]\d*, requests: \d+$/,
  "cohort-to-csv.ts": /^[\w-]+,\d+\.\d\d,\w*,(\d{4}-\S+Z)?$/,
  "your-pipeline.ts": /^complete: [1-9]\d* rows with \d+ requests$/,
  "your-resource.ts": /^complete: \[\{"cursus_id":21,"count":\d+\}/,
  "your-store.ts": /^cursus \d+, .*users [1-9]\d*/,
  "inside-your-transaction.ts": /^1 import, [1-9]\d* people$/,
  "your-own-sql.ts": /^[1-9]\d* validated, [1-9]\d* requests$/,
  "validated-projects-bot.ts": /^[1-9]\d* congratulations$/,
};
