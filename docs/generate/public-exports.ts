import { readFileSync, readdirSync } from "node:fs";
import ts from "typescript";
import { repositoryRoot } from "./markdown-files.js";

/** One name that an entry point exports. */
export interface PublicExport {
  readonly name: string;
  readonly kind: "function" | "class" | "constant" | "type";
  /** The first sentence of its docstring; empty when it has none. */
  readonly summary: string;
}

/** An entry point with what it exports, sorted by name. */
export interface EntryPoint {
  /** As it is imported: `@42sync/core/tables`. */
  readonly name: string;
  readonly exports: readonly PublicExport[];
}

/** The entry points of every package, `@42sync/core/internal` among them. */
export function readEntryPoints(): readonly EntryPoint[] {
  const config = ts.parseJsonConfigFileContent(
    JSON.parse(readFileSync(`${repositoryRoot}tsconfig.json`, "utf8")),
    ts.sys,
    repositoryRoot,
  );
  const entries = entryNames().map((name) => ({ name, file: sourceOf(name, config.options.paths ?? {}) }));
  const program = ts.createProgram(
    entries.map(({ file }) => file),
    config.options,
  );
  return entries.map(({ name, file }) => ({ name, exports: exportsOf(program, file) }));
}

function entryNames(): readonly string[] {
  return readdirSync(`${repositoryRoot}packages`).flatMap((folder) => {
    const manifest = JSON.parse(readFileSync(`${repositoryRoot}packages/${folder}/package.json`, "utf8")) as {
      readonly name: string;
      readonly exports: Readonly<Record<string, unknown>>;
    }; // our own file
    return Object.keys(manifest.exports)
      .filter((path) => !path.endsWith(".json"))
      .map((path) => `${manifest.name}${path.slice(1)}`);
  });
}

function sourceOf(name: string, paths: Readonly<Record<string, readonly string[]>>): string {
  const file = paths[name]?.[0];
  if (file === undefined) throw new Error(`${name} has no path in tsconfig.json`);
  return `${repositoryRoot}${file.slice(2)}`;
}

function exportsOf(program: ts.Program, file: string): readonly PublicExport[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file} is not a module`);
  return checker
    .getExportsOfModule(module)
    .map((symbol): PublicExport => {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      const doc = ts.displayPartsToString(target.getDocumentationComment(checker));
      return { name: symbol.name, kind: kindOf(target), summary: firstSentence(doc) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function kindOf({ flags }: ts.Symbol): PublicExport["kind"] {
  if (flags & ts.SymbolFlags.Class) return "class";
  if (flags & ts.SymbolFlags.Function) return "function";
  return flags & ts.SymbolFlags.Value ? "constant" : "type";
}

function firstSentence(text: string): string {
  const [paragraph = ""] = text.split(/\n\s*\n/);
  const line = paragraph.replaceAll(/\s+/g, " ").trim();
  return /^.*?[.:](?= [A-Z`])/.exec(line)?.[0] ?? line;
}
