import { createPgStore } from "@42sync/pg-store";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { launchPostgres } from "../../testing/launch-postgres.js";
import { whole, type Bench } from "../measurement.js";

const few = 50_000;
const many = 500_000;
const most = 250;
/**
 * Short ones, the largest of which counts. V8 lets garbage pile up to a limit that it sets anew at each
 * collection, by chance higher or lower (--trace-gc: 34 MB are left each time at any length, 140 to 190 MB
 * are let grow): a long run must be held against as many collections.
 */
const shortRuns = many / few;
/** How far runs of the same length lie apart. */
const noise = 1.1;

/** Memory of one process with sandbox, client and store in it, above what it has before the first page. */
export const memory: Bench = {
  name: "memory",
  run: async () => {
    const short: Taken[] = [];
    for (let run = 0; run < shortRuns; run += 1) short.push(await measure(few));
    const long = await measure(many);
    const worst = Math.max(...short.map(({ above }) => above));
    return {
      name: "memory",
      what:
        `sandbox → client → PostgreSQL, sandbox and client in one process, ${whole(many)} ` +
        `\`projects_users\`: resident memory at its peak above idle`,
      measured: `${String(long.above)} MB; ${String(worst)} MB for ${whole(few)}`,
      target: `below ${String(most)} MB, no more than for ${whole(few)}`,
      met: long.above < most && long.above <= worst * noise,
      beside:
        `${String(shortRuns)} runs of ${whole(few)}, ` +
        `${String(Math.min(...short.map(({ above }) => above)))} to ${String(worst)} MB; idle ` +
        `${String(long.idle)} MB; heap in use at the end, garbage collected, ${String(long.live)} ` +
        `MB, in the short runs ${String(Math.max(...short.map(({ live }) => live)))} MB; the ` +
        "server is a process of its own",
    };
  },
};

/** Megabytes. */
interface Taken {
  readonly idle: number;
  /** At the peak, above idle. */
  readonly above: number;
  /** Of the heap, when all garbage is collected at the end. */
  readonly live: number;
}

async function measure(count: number): Promise<Taken> {
  const server = await launchPostgres();
  try {
    await using store = createPgStore({ connectionString: server.url });
    await store.migrate();
    const child = spawnSync(
      process.execPath,
      ["--expose-gc", fileURLToPath(new URL("memory-child.js", import.meta.url)), server.url, String(count)],
      { encoding: "utf8" },
    );
    if (child.status !== 0)
      throw new Error(`the measured process ended with ${String(child.status)}: ${child.stderr}`);
    const { idle, peak, live } = JSON.parse(child.stdout) as {
      readonly idle: number;
      readonly peak: number;
      readonly live: number;
    }; // what memory-child prints
    const megabytes = (bytes: number): number => Math.round(bytes / 1e6);
    return { idle: megabytes(idle), above: megabytes(peak - idle), live: megabytes(live) };
  } finally {
    await server.stop();
  }
}
