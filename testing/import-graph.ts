import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

/** One import statement, as it is written. */
export interface Import {
  readonly file: string;
  /** A package's name with its subpath, `node:…`, or the imported file's path from the root. */
  readonly to: string;
  /** `import(…)`, or a type's `import("…")`. */
  readonly isLazy: boolean;
  /** Whether the whole statement is of types and leaves nothing in the build. */
  readonly isTypeOnly: boolean;
}

/** Every import of TypeScript files, by their paths from the root. */
export function readImports(root: string, files: readonly string[]): readonly Import[] {
  return files.flatMap((file) => importsOf(root, file));
}

function importsOf(root: string, file: string): readonly Import[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(root, file), "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  const found: Import[] = [];
  const add = (name: ts.Node | undefined, isLazy: boolean, isTypeOnly: boolean): void => {
    if (name === undefined || !ts.isStringLiteral(name)) return;
    const to = name.text.startsWith(".")
      ? relative(root, resolve(root, dirname(file), name.text)).replace(/\.js$/, ".ts")
      : name.text;
    found.push({ file, to, isLazy, isTypeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, false, isOfTypes(node));
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, false, node.isTypeOnly);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true, true);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], true, false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isOfTypes({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = importClause;
  return (
    name === undefined &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.length > 0 &&
    namedBindings.elements.every((element) => element.isTypeOnly)
  );
}

/** Files that import each other in a circle: `a -> b -> a`. Types count; `import(…)` of a value does not. */
export function findCircles(imports: readonly Import[]): readonly string[] {
  const files = new Set(imports.map(({ file }) => file));
  const next = new Map<string, string[]>();
  for (const { file, to, isLazy, isTypeOnly } of imports)
    if ((!isLazy || isTypeOnly) && files.has(to)) next.set(file, [...(next.get(file) ?? []), to]);
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) found.push([...path.slice(at), file].join(" -> "));
    if (at >= 0 || done.has(file)) return;
    for (const one of next.get(file) ?? []) visit(one, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}
