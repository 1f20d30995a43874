import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { markdownFiles, repositoryRoot } from "../../docs/generate/markdown-files.js";

/**
 * What a fragment may take for granted; a block that says `ts` alone is a whole module, one that says `ts
 * fragment` shows the line that matters and gets this.
 */
const surroundings = `
import type { Client } from "@42sync/core";
import type { PgStore } from "@42sync/pg-store";
import type { tables as declared } from "@42sync/core/tables";
import type { PGlite as Embedded } from "@electric-sql/pglite";
import type { Pool } from "pg";
import type { Sandbox } from "@42sync/sandbox";
declare global {
  const clientId: string;
  const clientSecret: string;
  const client: Client;
  const store: PgStore<typeof declared>;
  const pool: Pool;
  const pglite: Embedded;
  const sandbox: Sandbox;
  const id: number;
}
export {};
`;

interface Block {
  /** Where it is: `README.md:71`. */
  readonly at: string;
  readonly fragment: boolean;
  readonly code: string;
}

function blocksOf(file: string): readonly Block[] {
  const text = readFileSync(join(repositoryRoot, file), "utf8");
  return [...text.matchAll(/^( *)```ts( fragment)?\n([\s\S]*?)^\1```$/gm)].map((match) => ({
    at: `${file}:${String(text.slice(0, match.index).split("\n").length)}`,
    fragment: match[2] !== undefined,
    code: (match[3] ?? "").replaceAll("…", ""),
  }));
}

/** Compiles modules that exist in memory, in the root folder, with the settings of the repository. */
function mistakesIn(modules: ReadonlyMap<string, string>): readonly string[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(repositoryRoot, "tsconfig.json"),
    { noUnusedLocals: false, noUnusedParameters: false },
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (problem) => {
        throw new Error(String(problem.messageText));
      },
    },
  );
  if (config === undefined) throw new Error("tsconfig.json is missing");
  const host = ts.createCompilerHost(config.options);
  const { readFile, fileExists, getSourceFile } = host;
  host.fileExists = (name) => modules.has(name) || fileExists.call(host, name);
  host.readFile = (name) => modules.get(name) ?? readFile.call(host, name);
  host.getSourceFile = (name, ...rest) => {
    const text = modules.get(name);
    return text === undefined
      ? getSourceFile.call(host, name, ...rest)
      : ts.createSourceFile(name, text, ts.ScriptTarget.ES2023, true);
  };
  const program = ts.createProgram([...modules.keys()], config.options, host);
  return [...modules.keys()].flatMap((name) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(name))
      .map((problem) => `${name}: ${ts.flattenDiagnosticMessageText(problem.messageText, " ")}`),
  );
}

test("code blocks compile", () => {
  const blocks = markdownFiles().flatMap(blocksOf);
  expect(blocks.length).toBeGreaterThan(20);
  const nameOf = (at: string): string => join(repositoryRoot, `${at.replaceAll(/[/:]/g, "-")}.ts`);
  const whole = blocks.filter(({ fragment }) => !fragment);
  const fragments = blocks.filter(({ fragment }) => fragment);
  const asModule = ({ at, code }: Block): [string, string] => [nameOf(at), `${code}\nexport {};\n`];
  expect(mistakesIn(new Map(whole.map(asModule)))).toEqual([]);
  expect(
    mistakesIn(
      new Map([[join(repositoryRoot, "surroundings.d.ts"), surroundings], ...fragments.map(asModule)]),
    ),
  ).toEqual([]);
});
