import { defineConfig } from "vitest/config";
import projects from "./vitest.workspace.js";

// vitest 4 no longer looks for a workspace file by itself.
export default defineConfig({ test: { projects, maxWorkers: 2 } });
