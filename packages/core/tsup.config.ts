import { readFileSync } from "node:fs";
import { defineConfig } from "tsup";

const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")) as { version: string }; // every package.json of ours has one

export default defineConfig({
  entry: { index: "src/index.ts", "sync/index": "src/sync/index.ts", "sync/contract": "src/sync/contract.ts" },
  format: ["esm"],
  target: "node20",
  clean: true,
  silent: true,
  define: { __CORE_VERSION__: JSON.stringify(version) },
  // tsup sets baseUrl for the declarations, which TypeScript 6 reports as deprecated.
  dts: { entry: { index: "src/index.ts", "sync/index": "src/sync/index.ts", "sync/contract": "src/sync/contract.ts" }, compilerOptions: { ignoreDeprecations: "6.0", noEmit: false, paths: {} } },
});
