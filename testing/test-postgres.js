// `npm run test:pg -- 15 [what vitest takes]`: the tests that need a database, on a PostgreSQL of that major
// version.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const [major = "", ...rest] = process.argv.slice(2);
if (!/^\d+$/.test(major)) {
  console.error("which major version of PostgreSQL? Next: npm run test:pg -- 15");
  process.exitCode = 2;
} else {
  const vitest = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));
  const projects = ["pg-store", "cli", "examples"].flatMap((name) => ["--project", name]);
  const { status } = spawnSync(process.execPath, [vitest, "run", ...projects, ...rest], {
    stdio: "inherit",
    env: { ...process.env, TEST_POSTGRES_MAJOR: major },
  });
  process.exitCode = status ?? 1;
}
