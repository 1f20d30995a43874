import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts", server: "src/server.ts", msw: "src/msw.ts", recorded: "src/recorded.ts" },
  format: ["esm"],
  target: "node20",
  clean: true,
  silent: true,
  // tsup sets baseUrl for the declarations, which TypeScript 6 reports as deprecated.
  dts: {
    entry: { index: "src/index.ts", server: "src/server.ts", msw: "src/msw.ts", recorded: "src/recorded.ts" },
    compilerOptions: { ignoreDeprecations: "6.0", noEmit: false, paths: {} },
  },
});
