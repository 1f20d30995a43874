import { defineConfig } from "tsup";

const entry = { index: "src/index.ts", types: "src/generated/types.ts", kysely: "src/generated/kysely.ts" };

export default defineConfig({
  entry,
  format: ["esm"],
  target: "node20",
  clean: true,
  silent: true,
  // tsup sets baseUrl for the declarations, which TypeScript 6 reports as deprecated.
  dts: { entry, compilerOptions: { ignoreDeprecations: "6.0", noEmit: false, paths: {} } },
});
