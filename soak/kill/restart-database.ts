import pg from "pg";
import { cutPool } from "./cut-pool.js";
import { untilAlone, type OwnDatabase } from "./databases.js";
import type { Counter } from "./kill-point.js";
import type { KillResult } from "./memory-kills.js";
import { makeBase, type Killing } from "./prepare.js";
import { onClone, readEnd, runOnce, wrongAfterCut, wrongAtTheEnd } from "./pg-kills.js";
import { readCopy } from "./read-copy.js";

/**
 * Lets a whole database server crash and restart under a run: when one of its processes is killed, PostgreSQL
 * ends all others, recovers, and starts again (https://www.postgresql.org/docs/current/server-shutdown.html).
 * The server must be one of this machine that nobody else uses.
 */
export async function restartDatabase(
  server: string,
  killing: Killing,
  statement: number,
): Promise<KillResult> {
  const base = await makeBase(server, killing);
  try {
    const whole = await onClone(server, base, async (clone) => {
      await runOnce(killing, clone.pool);
      return readEnd(clone);
    });
    const wrong = await onClone(server, base, async (clone) => {
      await survive(clone);
      const before = await readCopy(clone);
      const report = await runOnce(killing, cutPool(clone.pool, crashAt(clone, statement)));
      await untilBack(clone);
      await untilAlone(clone);
      return [
        ...(report.outcome === "failed" && report.error?.code === "E_STORE"
          ? []
          : [`the run under the crash is ${report.outcome}`]),
        ...(await wrongAfterCut(clone, { before, whole })),
        ...(await wrongAtTheEnd(killing, clone, whole)),
      ];
    });
    return { what: `server restarted, ${killing}, at statement ${String(statement)}`, wrong };
  } finally {
    await base.close();
  }
}

/**
 * What was committed shall survive, as on a server that is set up for it. A clone's sequences are written
 * down anew only after a checkpoint (seen with PostgreSQL 18: without one, numbers that were given before a
 * crash are given again).
 */
async function survive({ pool, name }: OwnDatabase): Promise<void> {
  await pool.query(`alter database ${name} set synchronous_commit = on`);
  await pool.query("checkpoint");
}

/** Counts statements, and crashes the server before one of them; the run is told by its connection. */
function crashAt({ pool }: OwnDatabase, statement: number): Counter {
  let steps = 0;
  return {
    get steps() {
      return steps;
    },
    isDead: false,
    step: async (work) => {
      steps += 1;
      if (steps === statement) {
        const { rows } = await pool.query<{ pid: number }>(
          "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
        );
        for (const { pid } of rows) process.kill(pid, "SIGKILL");
      }
      return work();
    },
  };
}

/** Waits until the server has recovered. */
async function untilBack({ url }: OwnDatabase): Promise<void> {
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => undefined); // it may go down once more
    try {
      await client.connect();
      await client.query("select 1");
      return;
    } catch {
      await new Promise((resolve) => setImmediate(resolve)); // still recovering
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
