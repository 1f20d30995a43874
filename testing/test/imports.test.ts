import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { sources, sourceImports as imports } from "../code.js";
import type { Import } from "../import-graph.js";
import { repositoryRoot } from "../source-files.js";

const under = (folder: string): readonly Import[] => imports.filter((one) => one.file.startsWith(folder));
const leaving = (folder: string): readonly Import[] =>
  under(folder).filter((one) => !one.to.startsWith(folder));
const packageOf = (to: string): string =>
  to
    .split("/")
    .slice(0, to.startsWith("@") ? 2 : 1)
    .join("/");
const show = (list: readonly Import[]): readonly string[] => list.map((one) => `${one.file} -> ${one.to}`);
const beyond = (folder: string, allowed: (one: Import) => boolean): readonly string[] =>
  show(leaving(folder).filter((one) => !allowed(one)));

describe("who may import whom", () => {
  test("the rules have something to check", () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  test("core imports ofetch and zod only, no Node built-in", () => {
    expect(beyond("packages/core/src/", (one) => ["ofetch", "zod"].includes(packageOf(one.to)))).toEqual([]);
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
      beyond(
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
      one.to === "kysely" && one.file === "packages/pg-store/src/generated/kysely.ts" && one.isTypeOnly;
    expect(
      beyond("packages/pg-store/src/", (one) => allowed.includes(packageOf(one.to)) || kysely(one)),
    ).toEqual([]);
  });

  test("the sandbox imports nothing of ours, and Node only where it serves or reads files", () => {
    const node = ["packages/sandbox/src/server.ts", "packages/sandbox/src/recorded.ts"];
    expect(
      beyond(
        "packages/sandbox/src/",
        (one) => one.to === "msw" || (one.to.startsWith("node:") && node.includes(one.file)),
      ),
    ).toEqual([]);
  });

  test("the pipelines know nothing of transport, and the command re-exports them", () => {
    expect(
      beyond("packages/core/src/pipelines/", (one) =>
        ["client/", "clock", "define-mirror", "errors/", "resource", "sync/", "pipelines/"].some((path) =>
          one.to.startsWith(`packages/core/src/${path}`),
        ),
      ),
    ).toEqual([]);
    expect(
      beyond("packages/cli/src/index.ts", (one) =>
        ["@42sync/core/pipelines", "packages/cli/src/config/file/define-config.ts"].includes(one.to),
      ),
    ).toEqual([]);
  });

  test("the command loads the sandbox lazily", () => {
    expect(
      show(
        under("packages/cli/src/").filter(
          (one) => packageOf(one.to) === "@42sync/sandbox" && !one.isLazy && !one.isTypeOnly,
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
});

/**
 * Folders from the bottom up: a file imports from its own folder and from those before it. Folders in one
 * list are neighbours that may import each other; those in a set don't know each other.
 */
const layers: Readonly<Record<string, readonly (string | readonly string[] | ReadonlySet<string>)[]>> = {
  "packages/core/src": [
    "errors",
    "transport",
    "resource",
    "resources",
    "client",
    "sync",
    "pipelines",
    "probe",
  ],
  "packages/core/src/transport": [new Set(["limits", "retry"]), "token"],
  "packages/core/src/sync": [
    "ports",
    "ids",
    ["report", "plan", "estimate", "read", "sources"],
    new Set(["run", "verify", "memory", "contract"]),
  ],
  "packages/pg-store/src": [
    "sql",
    "database",
    "shape",
    new Set(["adapter", "forget"]),
    ["page", "state"],
    new Set(["migrate", "transfer", "explain"]),
  ],
  "packages/cli/src": ["generated", "terminal", "errors", "config", "files", "connect", "commands"],
};

describe("imports only point down", () => {
  test.each(Object.entries(layers))("in %s", (folder, order) => {
    const names = order.map((one) => (typeof one === "string" ? [one] : [...one]));
    const folderOf = (file: string): string | undefined =>
      file.startsWith(`${folder}/`) ? file.slice(folder.length + 1).split("/")[0] : undefined;
    const layerOf = (name: string | undefined): number =>
      names.findIndex((layer) => name !== undefined && layer.includes(name));
    const wrong = under(`${folder}/`).filter((one) => {
      const [from, to] = [folderOf(one.file), folderOf(one.to)];
      const [lower, upper] = [layerOf(to), layerOf(from)];
      if (upper < 0 || from === to) return false;
      return lower > upper || (lower === upper && order[upper] instanceof Set);
    });
    expect(show(wrong)).toEqual([]);
  });

  test.each(Object.entries(layers))("every folder in %s has its place", (folder, order) => {
    const known = new Set(order.flatMap((one) => (typeof one === "string" ? [one] : [...one])));
    const folders = sources
      .filter((file) => file.startsWith(`${folder}/`))
      .map((file) => file.slice(folder.length + 1).split("/"))
      .flatMap(([name = "", ...rest]) => (rest.length > 0 && name !== "generated" ? [name] : []));
    expect([...new Set(folders)].filter((name) => !known.has(name))).toEqual([]);
  });

  test("the command's folders know nothing of the program that they are in", () => {
    const program = /^packages\/cli\/src\/(bin|program|run-cli)\.ts$/;
    const folders = under("packages/cli/src/").filter((one) => one.file.split("/").length > 4);
    expect(show(folders.filter((one) => program.test(one.to)))).toEqual([]);
  });
});

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
  const text = readFileSync(`${repositoryRoot}${file}`, "utf8");
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");
}
