import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts", bin: "src/bin.ts" },
  format: ["esm"],
  target: "node20",
  clean: true,
  silent: true,
  // tsup sets baseUrl for the declarations, which TypeScript 6 reports as deprecated.
  dts: {
    entry: { index: "src/index.ts" },
    compilerOptions: { ignoreDeprecations: "6.0", noEmit: false, paths: {} },
  },
});
