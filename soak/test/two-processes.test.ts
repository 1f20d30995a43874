import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createClient, isError42 } from "@42sync/core";
import { createPgBudget, createPgStore } from "@42sync/pg-store";
import { createSandbox, DEMO_APPLICATION } from "@42sync/sandbox";
import { serveSandbox } from "@42sync/sandbox/server";
import { build } from "tsup";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { makeDatabase, type OwnDatabase } from "../kill/databases.js";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

let database: OwnDatabase;
beforeAll(async () => {
  const entry = { budget: at("../limits/budget-child.ts"), dying: at("../limits/dying-child.ts") };
  await build({
    config: false,
    entry,
    outDir: at("../dist/budget"),
    format: ["esm"],
    target: "node20",
    silent: true,
    skipNodeModulesBundle: true,
    tsconfig: at("../../tsconfig.json"),
    define: { __CORE_VERSION__: '"0.0.0"' },
  });
  database = await makeDatabase(inject("postgresUrl"));
  await createPgStore({ pool: database.pool }).migrate();
});
afterAll(() => database.close());

/** Hits of the present hour, as the windows have them. */
async function usedOf(application: string): Promise<unknown> {
  const { rows } = await database.pool.query<{ used: number }>(
    "select (windows #>> '{hour,used}')::int as used from sync42.budgets where application = $1",
    [application],
  );
  return rows[0]?.used;
}

test("two processes on one application get exactly the hour's hits together, each hit once", async () => {
  const application = "u-s4t2ud-two";
  const task = JSON.stringify({ databaseUrl: database.url, application, asks: 70, perHour: 100 });
  const child = async (): Promise<number> =>
    Number((await promisify(execFile)(process.execPath, [at("../dist/budget/budget.js"), task])).stdout);
  const taken = await Promise.all([child(), child()]);
  expect([taken.reduce((sum, one) => sum + one, 0), await usedOf(application)]).toEqual([100, 100]);
});

test("gives the hits that a killed process had reserved to the other process", async () => {
  const [perSecond, perHour, application] = [8, 150, "u-s4t2ud-killed"];
  // Time is the machine's while the other process lives, and jumps over waits afterwards.
  let now = (): number => Date.now();
  const sandbox = createSandbox({
    size: 5,
    now: "2026-11-23T08:10:00Z",
    clock: () => now(),
    applications: [{ ...DEMO_APPLICATION, perSecond, perHour }],
  });
  const served = await serveSandbox(sandbox);
  const child = spawn(
    process.execPath,
    [
      at("../dist/budget/dying.js"),
      JSON.stringify({ databaseUrl: database.url, apiUrl: served.url, application, hits: 2 }),
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  try {
    await once(child.stdout, "data");
    // Two were answered; some were let go but never sent, one is held.
    expect(await usedOf(application)).toBeGreaterThan(2);
  } finally {
    child.kill("SIGKILL");
    await once(child, "exit");
    await served.close();
  }
  const begun = Date.now();
  let jumped = 0;
  now = () => begun + jumped;
  const clock = {
    now: () => now(),
    sleep: (ms: number) => {
      jumped += ms;
      return Promise.resolve();
    },
  };
  const budget = createPgBudget({ pool: database.pool, application, clock });
  const client = createClient({ ...DEMO_APPLICATION, fetch: sandbox.fetch, clock, budget });
  const spent: unknown = await (async () => {
    for (;;) await client.get("/v2/cursus");
  })().catch((error: unknown) => error);
  await budget.close();
  const statuses = sandbox.requests.filter(({ path }) => path.startsWith("/v2/")).map(({ status }) => status);
  expect([
    isError42(spent) && spent.code,
    statuses.length,
    statuses.every((status) => status === 200),
    await usedOf(application),
  ]).toEqual(["E_BUDGET", perHour, true, perHour]);
  // 148 hits, eight in 1,060 ms, and at first the starts that the other has had.
  expect(Math.ceil(jumped / 1_060)).toBeLessThanOrEqual(Math.ceil(148 / perSecond) + 1);
});
