import { readFileSync } from "node:fs";
import { inKnownOrder, loadFiles } from "./index-files.js";
import { repositoryRoot } from "./markdown-files.js";

const folder = "packages/sandbox/src/endpoints/";

/** The list of everything that the sandbox serves, from the files beside it. */
export async function sandboxIndex(): Promise<readonly [path: string, text: string]> {
  const path = `${folder}all-endpoints.ts`;
  const before = readFileSync(`${repositoryRoot}${path}`, "utf8");
  const files = await loadFiles(folder, ["all-endpoints", "endpoint"]);
  const wrong = files.find(({ name, module }) => !(name in module));
  if (wrong !== undefined)
    throw new Error(
      `${folder}${wrong.file}.ts exports no ${wrong.name}. Next: call it so, as defineEndpoint({ … }) makes it`,
    );
  const imports = files.map(({ file, name }) => `import { ${name} } from "./${file}.js";`);
  const names = files.map(({ name }) => `  ${name},`);
  return [
    path,
    `// Written by npm run docs from the files in this folder. Do not edit.
${imports.join("\n")}
import type { Endpoint } from "./endpoint.js";

/** Every resource that the sandbox serves. */
export const ALL_ENDPOINTS: readonly Endpoint[] = [
${inKnownOrder(names, before).join("\n")}
];
`,
  ];
}
