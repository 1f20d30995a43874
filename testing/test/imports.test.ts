import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const sources = readdirSync(join(root, "packages"))
  .flatMap((name) =>
    readdirSync(join(root, "packages", name, "src"), { recursive: true, encoding: "utf8" }).map(
      (file) => `packages/${name}/src/${file}`,
    ),
  )
  .filter((file) => file.endsWith(".ts"))
  .sort();

interface Import {
  readonly file: string;
  /** A package's name with its subpath, `node:…`, or a path from the root. */
  readonly to: string;
  readonly lazy: boolean;
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(root, file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const add = (name: ts.Node | undefined, lazy: boolean): void => {
    if (name === undefined || !ts.isStringLiteral(name)) return;
    const to = name.text.startsWith(".")
      ? relative(root, resolve(root, dirname(file), name.text))
      : name.text;
    found.push({ file, to, lazy });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier, false);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], true);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const imports = sources.flatMap(importsOf);
const under = (folder: string): readonly Import[] => imports.filter((one) => one.file.startsWith(folder));
const leaving = (folder: string): readonly Import[] =>
  under(folder).filter((one) => !one.to.startsWith(folder));
const packageOf = (to: string): string =>
  to
    .split("/")
    .slice(0, to.startsWith("@") ? 2 : 1)
    .join("/");
const show = (list: readonly Import[]): readonly string[] => list.map((one) => `${one.file} -> ${one.to}`);
const outOfScope = (folder: string, allowed: (one: Import) => boolean): readonly string[] =>
  show(leaving(folder).filter((one) => !allowed(one)));

describe("who may import whom", () => {
  test("the rules look at something", () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  test("core imports ofetch and zod only, no Node built-in", () => {
    expect(outOfScope("packages/core/src/", (one) => ["ofetch", "zod"].includes(packageOf(one.to)))).toEqual(
      [],
    );
  });

  test("transport knows no resource", () => {
    const allowed = [
      "packages/core/src/errors",
      "packages/core/src/clock",
      "packages/core/src/logger",
      "packages/core/src/transport",
      "packages/core/src/version",
    ];
    expect(
      outOfScope(
        "packages/core/src/transport/",
        (one) => packageOf(one.to) === "ofetch" || allowed.some((path) => one.to.startsWith(path)),
      ),
    ).toEqual([]);
  });

  test("the client knows nothing of the engine, the engine nothing of transport", () => {
    expect(
      show(under("packages/core/src/client/").filter((one) => one.to.startsWith("packages/core/src/sync"))),
    ).toEqual([]);
    expect(
      show(
        under("packages/core/src/sync/").filter((one) => one.to.startsWith("packages/core/src/transport")),
      ),
    ).toEqual([]);
  });

  test("pg-store imports core, pg, pg-format and the types of PGlite and Kysely; it makes no request", () => {
    const allowed = ["@42sync/core", "pg", "pg-format", "@electric-sql/pglite"];
    const kysely = (one: Import): boolean =>
      one.to === "kysely" && one.file === "packages/pg-store/src/generated/kysely.ts" && isTypeOnly(one);
    expect(
      outOfScope("packages/pg-store/src/", (one) => allowed.includes(packageOf(one.to)) || kysely(one)),
    ).toEqual([]);
  });

  test("the sandbox imports nothing of ours, and Node only where it serves or reads files", () => {
    const node = ["packages/sandbox/src/server.ts", "packages/sandbox/src/recorded.ts"];
    expect(
      outOfScope(
        "packages/sandbox/src/",
        (one) => one.to === "msw" || (one.to.startsWith("node:") && node.includes(one.file)),
      ),
    ).toEqual([]);
  });

  test("the pipelines know nothing of transport, and the command re-exports them", () => {
    expect(
      outOfScope("packages/core/src/pipelines/", (one) =>
        ["client/", "clock", "errors/", "resource", "sync/", "pipelines/"].some((path) =>
          one.to.startsWith(`packages/core/src/${path}`),
        ),
      ),
    ).toEqual([]);
    expect(
      outOfScope(
        "packages/cli/src/index.ts",
        (one) => one.to === "@42sync/core/pipelines" || one.to === "packages/cli/src/config/file/define-config.js",
      ),
    ).toEqual([]);
  });

  test("the command loads the sandbox lazily", () => {
    expect(
      show(
        under("packages/cli/src/").filter(
          (one) => packageOf(one.to) === "@42sync/sandbox" && !one.lazy && !isTypeOnly(one),
        ),
      ),
    ).toEqual([]);
  });

  test("nothing imports the command, and nobody reaches into another package", () => {
    const deep = /^(@42sync\/(core|pg-store|sandbox)\/(src|dist)|42sync)/;
    expect(show(imports.filter((one) => deep.test(one.to)))).toEqual([]);
    expect(
      show(
        imports.filter(
          (one) => one.to.startsWith("packages/") && one.to.split("/")[1] !== one.file.split("/")[1],
        ),
      ),
    ).toEqual([]);
  });

  test("no import goes in a circle", () => {
    expect(circles()).toEqual([]);
  });
});

function isTypeOnly(one: Import): boolean {
  const text = readFileSync(join(root, one.file), "utf8");
  return text.split("\n").some((line) => line.startsWith("import type") && line.includes(`"${one.to}"`));
}

/** Circles of run-time imports within a package, each by its files. */
function circles(): readonly string[] {
  const known = new Set(sources);
  const graph = new Map<string, readonly string[]>();
  for (const file of sources) {
    const text = readFileSync(join(root, file), "utf8");
    const next = importsOf(file)
      .filter(
        (one) =>
          one.to.startsWith("packages/") &&
          !new RegExp(`import type[^;]*${escape(one.to.split("/").at(-1) ?? "")}`).test(text),
      )
      .map((one) => one.to.replace(/\.js$/, ".ts"))
      .filter((to) => known.has(to));
    graph.set(file, next);
  }
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) found.push([...path.slice(at), file].join(" -> "));
    if (at >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of sources) visit(file, []);
  return found;
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

describe("what must never happen", () => {
  const offending = (folder: string, pattern: RegExp, except: readonly string[] = []): readonly string[] =>
    sources.filter(
      (file) => file.startsWith(folder) && !except.includes(file) && pattern.test(withoutComments(file)),
    );

  test("core and pg-store read no environment and print nothing", () => {
    for (const folder of ["packages/core/src/", "packages/pg-store/src/", "packages/sandbox/src/"]) {
      expect(offending(folder, /process\.env|console\.|process\.(stdout|stderr)/)).toEqual([]);
    }
  });

  test("only the command's io writes, only its bin ends the process", () => {
    expect(
      offending("packages/cli/src/", /console\.|process\.(stdout|stderr)/, [
        "packages/cli/src/terminal/io.ts",
        "packages/cli/src/bin.ts",
      ]),
    ).toEqual([]);
    expect(offending("packages/", /process\.exit/, ["packages/cli/src/bin.ts"])).toEqual([]);
  });
});

function withoutComments(file: string): string {
  const text = readFileSync(join(root, file), "utf8");
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");
}
