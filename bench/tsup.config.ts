import { readFileSync } from "node:fs";
import { defineConfig } from "tsup";

const { version } = JSON.parse(
  readFileSync(new URL("../packages/core/package.json", import.meta.url), "utf8"),
) as { version: string }; // every package.json of ours has one

/**
 * The bench measures the sources, bundled by the path names of tsconfig.json; what comes from npm stays
 * outside.
 */
export default defineConfig({
  entry: {
    main: "bench/main.ts",
    "page-server": "bench/setup/page-server.ts",
    "memory-child": "bench/cases/memory-child.ts",
  },
  outDir: "bench/dist",
  format: ["esm"],
  target: "node20",
  clean: true,
  sourcemap: true,
  skipNodeModulesBundle: true,
  define: { __CORE_VERSION__: JSON.stringify(version) },
});
