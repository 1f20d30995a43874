import { existsSync } from "node:fs";
import { readImports } from "./import-graph.js";
import { isGenerated, repositoryRoot, sourceFiles } from "./source-files.js";

/** All code that people write: what is generated lies under `generated/`. */
export const code = sourceFiles(/\.(ts|js|mjs|cjs)$/).filter(
  (file) => existsSync(`${repositoryRoot}${file}`) && !isGenerated(file),
);

const inSource = (file: string): boolean => /^packages\/[a-z-]+\/src\//.test(file);

/** What the packages are built from, apart from what is generated. */
export const sources = code.filter(inSource);

/** The imports of all code. */
export const imports = readImports(repositoryRoot, code);

/** The imports of what the packages are built from, generated files among it. */
export const sourceImports = [
  ...imports.filter(({ file }) => inSource(file)),
  ...readImports(repositoryRoot, sourceFiles(/^packages\/[a-z-]+\/src\/.*\/generated\/.*\.ts$/)),
];
