import { readFileSync } from "node:fs";
import type { AnyEndpoint } from "@42sync/core";
import type { AnyTable, Resource } from "@42sync/core/tables";
import { inKnownOrder, loadFiles, type IndexedFile } from "./index-files.js";
import { repositoryRoot } from "./markdown-files.js";

const folder = "packages/core/src/resources/";

interface Declared extends Pick<IndexedFile, "file" | "name"> {
  readonly endpoint: AnyEndpoint;
  /** Undefined for a list that the client knows and no table is filled from. */
  readonly table: AnyTable | undefined;
}

/** The lines of the index's three records. */
interface IndexLines {
  readonly declared: readonly Declared[];
  readonly endpoints: readonly string[];
  readonly tables: readonly string[];
  readonly optional: readonly string[];
}

/**
 * What is written from our declarations before anything can import them: the index of their folder, and the
 * names that the CLI's help shows without loading them.
 */
export async function resourcesIndex(): Promise<readonly (readonly [path: string, text: string])[]> {
  const path = `${folder}index.ts`;
  const before = readFileSync(`${repositoryRoot}${path}`, "utf8");
  const declared = (await loadFiles(folder, ["index", "fields"])).map(toDeclared);
  const record = (entries: readonly (readonly [key: string, value: string])[]): readonly string[] => {
    const lines = entries.map(([key, value]) => (key === value ? `  ${key},` : `  ${key}: ${value},`));
    return inKnownOrder(lines, before);
  };
  const tables = (optional: boolean): readonly string[] =>
    record(declared.flatMap(({ name, table }) => (table?.optional === optional ? [[table.name, name]] : [])));
  const endpoints = record(declared.map(({ name, endpoint }) => [endpoint.name, `${name}Endpoint`]));
  return [
    [path, indexText({ declared, endpoints, tables: tables(false), optional: tables(true) })],
    ["packages/cli/src/generated/optional-tables.ts", optionalNamesText(tables(true))],
  ];
}

function indexText({ declared, endpoints, tables, optional }: IndexLines): string {
  const imports = declared.map(({ file, name, table }) => {
    const names = table === undefined ? `${name}Endpoint` : `${name}, ${name}Endpoint`;
    return `import { ${names} } from "./${file}.js";`;
  });
  return `// Written by npm run docs from the files in this folder. Do not edit.
import { tablesOf } from "../resource/index.js";
${imports.join("\n")}

/** The endpoints that the client knows by name; each becomes a property of the client. */
export const endpoints = {
${endpoints.join("\n")}
} as const;

/** The tables that are always mirrored, by their names in SQL. */
export const tables = /* @__PURE__ */ tablesOf({
${tables.join("\n")}
});

/** The tables that are mirrored on request (\`--with locations,teams\`), by their names in SQL. */
export const optionalTables = /* @__PURE__ */ tablesOf({
${optional.join("\n")}
});
`;
}

function optionalNamesText(lines: readonly string[]): string {
  const names = lines.map((line) => /\w+/.exec(line)?.[0] ?? "");
  return `// Written by npm run docs from the declarations of the tables. Do not edit.

/** The tables that \`--with\` takes, for the help: loading the tables themselves would slow every command. */
export const optionalTableNames: readonly string[] = [
${names.map((name) => `  ${JSON.stringify(name)},`).join("\n")}
];
`;
}

function toDeclared({ file, name, module }: IndexedFile): Declared {
  const wrong = Object.keys(module).filter((one) => one !== name && one !== `${name}Endpoint`);
  const endpoint = module[`${name}Endpoint`] as AnyEndpoint | undefined; // as its name says
  const resource = module[name] as Resource | undefined; // as its name says
  if (endpoint === undefined || wrong.length > 0)
    throw new Error(
      `${folder}${file}.ts exports ${Object.keys(module).join(", ")}. Next: export ${name}Endpoint and, ` +
        `with a table, ${name}; nothing else`,
    );
  return { file, name, endpoint, table: resource?.table };
}
