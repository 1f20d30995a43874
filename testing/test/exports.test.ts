import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { markdownFiles, repositoryRoot } from "../../docs/generate/markdown-files.js";
import { readEntryPoints } from "../../docs/generate/public-exports.js";

const entries = readEntryPoints();
const published = entries.filter(({ name }) => name !== "@42sync/core/internal");
const pages = markdownFiles()
  .filter((path) => !path.startsWith("docs/decisions/"))
  .map((path) => ({ path, text: readFileSync(`${repositoryRoot}${path}`, "utf8") }));

const names = (text: string, name: string): boolean => new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(text);

test("these tests cover every entry point of every package", () => {
  expect(entries.map(({ name, exports }) => [name, exports.length > 0])).toEqual(
    [
      "42sync",
      "@42sync/core",
      "@42sync/core/tables",
      "@42sync/core/pipelines",
      "@42sync/core/probe",
      "@42sync/core/shared-budget",
      "@42sync/core/sync",
      "@42sync/core/internal",
      "@42sync/core/contract",
      "@42sync/pg-store",
      "@42sync/pg-store/types",
      "@42sync/pg-store/kysely",
      "@42sync/sandbox",
      "@42sync/sandbox/server",
      "@42sync/sandbox/msw",
      "@42sync/sandbox/recorded",
    ].map((name) => [name, true]),
  );
});

test("every public name is in a page", () => {
  const all = pages.map(({ text }) => text).join("\n");
  expect(
    published.flatMap(({ name: entry, exports }) =>
      exports.filter(({ name }) => !names(all, name)).map(({ name }) => `${entry}: ${name}`),
    ),
  ).toEqual([]);
});

test("every function, class and constant is explained by hand, not only listed", () => {
  const explained = pages
    .filter(({ path }) => path !== "docs/exports.md")
    .map(({ text }) => text)
    .join("\n");
  expect(
    published.flatMap(({ name: entry, exports }) =>
      exports
        .filter(({ name, kind }) => kind !== "type" && !names(explained, name))
        .map(({ name }) => `${entry}: ${name}`),
    ),
  ).toEqual([]);
});

test("no page imports what is internal", () => {
  expect(
    pages.filter(({ text }) => /from "@42sync\/core\/internal"/.test(text)).map(({ path }) => path),
  ).toEqual([]);
});

test("no public entry point exports a name that is internal", () => {
  const internal = new Set(
    entries.find(({ name }) => name === "@42sync/core/internal")?.exports.map(({ name }) => name),
  );
  // The engine's `verify` compares tables; that of the pipelines is the one to call.
  internal.delete("verify");
  expect(
    published.flatMap(({ name: entry, exports }) =>
      entry.startsWith("@42sync/core")
        ? exports.filter(({ name }) => internal.has(name)).map(({ name }) => `${entry}: ${name}`)
        : [],
    ),
  ).toEqual([]);
});
