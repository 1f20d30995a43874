import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createPgStore } from "@42sync/pg-store";
import { build } from "tsup";
import { expect, inject, test } from "vitest";
import { makeDatabase } from "../kill/databases.js";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

test("two processes on one application get exactly the hour's hits together, each hit once", async () => {
  await build({ config: false, entry: { budget: at("../budget-child.ts") }, outDir: at("../dist/budget"), format: ["esm"], target: "node20", silent: true, skipNodeModulesBundle: true, tsconfig: at("../../tsconfig.json"), define: { __CORE_VERSION__: '"0.0.0"' } });
  const database = await makeDatabase(inject("postgresUrl"));
  try {
    await createPgStore({ pool: database.pool }).migrate();
    const task = JSON.stringify({ databaseUrl: database.url, application: "u-s4t2ud-two", asks: 70, perHour: 100 });
    const child = async (): Promise<number> => Number((await promisify(execFile)(process.execPath, [at("../dist/budget/budget.js"), task])).stdout);
    const taken = await Promise.all([child(), child()]);
    const { rows } = await database.pool.query("select (windows #>> '{hour,used}')::int as used from sync42.budgets");
    expect([taken.reduce((sum, one) => sum + one, 0), rows]).toEqual([100, [{ used: 100 }]]);
  } finally {
    await database.close();
  }
});
