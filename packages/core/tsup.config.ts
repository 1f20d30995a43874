import { readFileSync } from "node:fs";
import { defineConfig } from "tsup";

const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")) as { version: string }; // every package.json of ours has one

const entry = { index: "src/index.ts", tables: "src/tables.ts", "shared-budget": "src/shared-budget.ts", "sync/index": "src/sync/index.ts", "sync/contract": "src/sync/contract.ts" };

export default defineConfig({
  entry,
  format: ["esm"],
  target: "node20",
  clean: true,
  silent: true,
  define: { __CORE_VERSION__: JSON.stringify(version) },
  // tsup sets baseUrl for the declarations, which TypeScript 6 reports as deprecated.
  dts: { entry, compilerOptions: { ignoreDeprecations: "6.0", noEmit: false, paths: {} } },
});
