import { fileURLToPath } from "node:url";
import type { TestProjectConfiguration } from "vitest/config";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Tests run on the sources; only the command's smoke test needs the build. */
const alias = {
  "@42sync/core/shared-budget": at("packages/core/src/shared-budget.ts"),
  "@42sync/core/contract": at("packages/core/src/sync/contract.ts"),
  "@42sync/core/internal": at("packages/core/src/internal.ts"),
  "@42sync/core/probe": at("packages/core/src/probe/index.ts"),
  "@42sync/core/sync": at("packages/core/src/sync/index.ts"),
  "@42sync/core/pipelines": at("packages/core/src/pipelines/index.ts"),
  "@42sync/core/tables": at("packages/core/src/tables.ts"),
  "@42sync/core": at("packages/core/src/index.ts"),
  "@42sync/pg-store/kysely": at("packages/pg-store/src/generated/kysely.ts"),
  "@42sync/pg-store/types": at("packages/pg-store/src/generated/types.ts"),
  "@42sync/pg-store": at("packages/pg-store/src/index.ts"),
  "@42sync/sandbox/server": at("packages/sandbox/src/server.ts"),
  "@42sync/sandbox/msw": at("packages/sandbox/src/msw.ts"),
  "@42sync/sandbox/recorded": at("packages/sandbox/src/recorded.ts"),
  "@42sync/sandbox": at("packages/sandbox/src/index.ts"),
};
/** The command's own name begins with a digit and also names its folder: match it whole. */
export const aliases = [
  ...Object.entries(alias).map(([find, replacement]) => ({ find, replacement })),
  { find: /^42sync$/, replacement: at("packages/cli/src/index.ts") },
];

const project = (
  name: string,
  folder: string,
  options: { database?: boolean; include?: readonly string[] } = {},
): TestProjectConfiguration => ({
  resolve: { alias: aliases },
  test: {
    name,
    root: at(folder),
    include: ["test/**/*.test.ts", ...(options.include ?? [])],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    ...(options.database === true ? { globalSetup: [at("testing/postgres-server.ts")] } : {}),
  },
});

export default [
  project("core", "packages/core"),
  project("sandbox", "packages/sandbox"),
  project("pg-store", "packages/pg-store", { database: true }),
  project("cli", "packages/cli", { database: true }),
  project("repository", "testing"),
  project("examples", "examples", { include: ["*.test.ts"] }),
  project("soak", "soak", { database: true }),
] satisfies TestProjectConfiguration[];
