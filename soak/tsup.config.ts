import { readFileSync } from "node:fs";
import { defineConfig } from "tsup";

const { version } = JSON.parse(
  readFileSync(new URL("../packages/core/package.json", import.meta.url), "utf8"),
) as { version: string }; // every package.json of ours has one

/**
 * The soak runs the sources, bundled by the path names of tsconfig.json; what comes from npm stays outside.
 */
export default defineConfig({
  entry: { main: "soak/main.ts", child: "soak/kill/child.ts" },
  outDir: "soak/dist",
  format: ["esm"],
  target: "node20",
  clean: true,
  sourcemap: true,
  skipNodeModulesBundle: true,
  define: { __CORE_VERSION__: JSON.stringify(version) },
});
