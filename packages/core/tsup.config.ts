import { readFileSync } from "node:fs";
import { defineConfig, type Options } from "tsup";

const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")) as {
  version: string;
}; // every package.json of ours has one

/**
 * ofetch becomes a part of dist (docs/decisions/0014), in the variant that any runtime but Node takes: under
 * Node's export condition it imports node:http. What it has from ufo and destr, to build addresses and to
 * guess at JSON, is never called here: send.ts gives whole addresses and takes bytes.
 */
const ofetchAlone: NonNullable<Options["esbuildPlugins"]>[number] = {
  name: "ofetch-alone",
  setup(build) {
    build.initialOptions.conditions = ["wintercg"];
    build.onResolve({ filter: /^(?:ufo|destr)$/ }, ({ path }) => ({
      path,
      namespace: "not-bundled",
      sideEffects: false,
    }));
    build.onLoad({ filter: /.*/, namespace: "not-bundled" }, ({ path }) => ({
      contents:
        `const notBundled = () => { throw new TypeError("@42sync/core is built without ${path}"); ` +
        "}; export { notBundled as default, notBundled as withBase, notBundled as withQuery };",
    }));
  },
};

const entry = {
  index: "src/index.ts",
  tables: "src/tables.ts",
  "pipelines/index": "src/pipelines/index.ts",
  "probe/index": "src/probe/index.ts",
  "shared-budget": "src/shared-budget.ts",
  internal: "src/internal.ts",
  "sync/index": "src/sync/index.ts",
  "sync/contract": "src/sync/contract.ts",
};

export default defineConfig({
  entry,
  format: ["esm"],
  target: "node20",
  clean: true,
  silent: true,
  noExternal: ["ofetch"],
  esbuildPlugins: [ofetchAlone],
  define: { __CORE_VERSION__: JSON.stringify(version) },
  // tsup sets baseUrl for the declarations, which TypeScript 6 reports as deprecated.
  dts: { entry, compilerOptions: { ignoreDeprecations: "6.0", noEmit: false, paths: {} } },
});
