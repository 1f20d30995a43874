import { createPgStore } from "@42sync/pg-store";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { launchPostgres } from "../testing/launch-postgres.js";
import { whole, type Bench } from "./measurement.js";

const few = 50_000;
const many = 500_000;
const most = 250;
/** How far two runs of the same length lie apart. */
const noise = 1.1;

/** Memory of one process with sandbox, client and store in it, above what it has before the first page. */
export const memory: Bench = {
  name: "memory",
  run: async () => {
    const [short, long] = [await measure(few), await measure(many)];
    return {
      name: "memory",
      what: `sandbox → client → PostgreSQL, sandbox and client in one process, ${whole(many)} \`projects_users\`: resident memory at its peak above idle`,
      measured: `${String(long.above)} MB; ${String(short.above)} MB for ${whole(few)}`,
      target: `${String(most)} MB, no more than for ${whole(few)}`,
      met: long.above < most && long.above <= short.above * noise,
      beside: `idle ${String(long.idle)} MB; the server is a process of its own`,
    };
  },
};

async function measure(count: number): Promise<{ readonly idle: number; readonly above: number }> {
  const server = await launchPostgres();
  try {
    await using store = createPgStore({ connectionString: server.url });
    await store.migrate();
    const child = spawnSync(process.execPath, [fileURLToPath(new URL("memory-child.js", import.meta.url)), server.url, String(count)], { encoding: "utf8" });
    if (child.status !== 0) throw new Error(`the measured process ended with ${String(child.status)}: ${child.stderr}`);
    const { idle, peak } = JSON.parse(child.stdout) as { readonly idle: number; readonly peak: number }; // what memory-child prints
    return { idle: Math.round(idle / 1e6), above: Math.round((peak - idle) / 1e6) };
  } finally {
    await server.stop();
  }
}
