import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { aliases } from "../../vitest.workspace.js";

/**
 * Apart from the other tests: it releases to a registry, and asks the registry of npm for what is not ours.
 */
export default defineConfig({
  resolve: { alias: aliases },
  test: { name: "published", root: fileURLToPath(new URL(".", import.meta.url)), include: ["*.test.ts"] },
});
