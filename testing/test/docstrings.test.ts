import { readFileSync, readdirSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";
import { repositoryRoot } from "../../docs/generate/markdown-files.js";

/** The source of every public entry point, by its name. */
function entryPoints(): readonly (readonly [name: string, file: string])[] {
  return readdirSync(`${repositoryRoot}packages`).flatMap((folder) => {
    const manifest = JSON.parse(readFileSync(`${repositoryRoot}packages/${folder}/package.json`, "utf8")) as {
      readonly name: string;
      readonly exports: Readonly<Record<string, unknown>>;
    }; // our own file
    return Object.keys(manifest.exports)
      .filter((path) => !path.endsWith(".json"))
      .map(
        (path) => [`${manifest.name}${path.slice(1)}`, sourceOf(`${manifest.name}${path.slice(1)}`)] as const,
      );
  });
}

const { paths } = (
  JSON.parse(readFileSync(`${repositoryRoot}tsconfig.json`, "utf8")) as {
    readonly compilerOptions: { readonly paths: Readonly<Record<string, readonly string[]>> };
  }
).compilerOptions; // our own file

function sourceOf(name: string): string {
  const file = paths[name]?.[0];
  if (file === undefined) throw new Error(`${name} has no path in tsconfig.json`);
  return `${repositoryRoot}${file.slice(2)}`;
}

test("every public export has a docstring", () => {
  const entries = entryPoints();
  const config = ts.parseJsonConfigFileContent(
    JSON.parse(readFileSync(`${repositoryRoot}tsconfig.json`, "utf8")),
    ts.sys,
    repositoryRoot,
  );
  const program = ts.createProgram(
    entries.map(([, file]) => file),
    config.options,
  );
  const checker = program.getTypeChecker();
  const undocumented = entries.flatMap(([name, file]) => {
    const source = program.getSourceFile(file);
    const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${file} is no module`);
    return checker
      .getExportsOfModule(module)
      .filter((symbol) => isUndocumented(checker, symbol))
      .map((symbol) => `${name}: ${symbol.name}`);
  });
  expect(undocumented).toEqual([]);
  expect(entries.map(([name]) => name)).toEqual(
    expect.arrayContaining([
      "42sync",
      "@42sync/core",
      "@42sync/core/sync",
      "@42sync/pg-store/kysely",
      "@42sync/sandbox/msw",
    ]),
  );
});

function isUndocumented(checker: ts.TypeChecker, symbol: ts.Symbol): boolean {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return ts.displayPartsToString(target.getDocumentationComment(checker)).trim() === "";
}
