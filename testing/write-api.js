// Writes what each package promises, from its built declarations, to api/<package>.txt; `--check` compares
// instead.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("..", import.meta.url));
const check = process.argv.includes("--check");
const options = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  strict: true,
  skipLibCheck: true,
  types: ["node"],
};
const printer = ts.createPrinter({ removeComments: true });

/** Every exported name of one entry with its declarations, sorted, without comments. */
function surfaceOf(program, file) {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} is not a built module. Next: npm run build`);
  return checker
    .getExportsOfModule(module)
    .map((symbol) => textOf(checker, symbol))
    .sort()
    .join("\n");
}

function textOf(checker, symbol) {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const texts = (target.declarations ?? []).map((node) => {
    const whole = ts.isVariableDeclaration(node) ? node.parent.parent : node;
    return printer.printNode(ts.EmitHint.Unspecified, whole, whole.getSourceFile());
  });
  return `## ${symbol.name}\n${[...new Set(texts)].join("\n")}\n`;
}

let stale = 0;
for (const folder of readdirSync(join(root, "packages")).sort()) {
  const manifest = JSON.parse(readFileSync(join(root, "packages", folder, "package.json"), "utf8"));
  const entries = Object.entries(manifest.exports).filter(([, target]) => typeof target !== "string");
  const files = entries.map(([, target]) => join(root, "packages", folder, target.types));
  const program = ts.createProgram(files, options);
  const text = entries
    .map(([path], at) => `# ${manifest.name}${path.slice(1)}\n\n${surfaceOf(program, files[at])}`)
    .join("\n");
  const out = join(root, "api", `${folder}.txt`);
  if (!check) {
    mkdirSync(join(root, "api"), { recursive: true });
    writeFileSync(out, text);
  } else if (!existsSync(out) || readFileSync(out, "utf8") !== text) {
    stale += 1;
    console.error(
      `api/${folder}.txt is not what ${manifest.name} exports now. Next: npm run api, and read the difference`,
    );
  }
}
if (stale > 0) process.exitCode = 1;
