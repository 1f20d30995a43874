import { spawn } from "node:child_process";
import { serveSandbox } from "@42sync/sandbox/server";
import { makeBase, liveADay, smallLocal42, type Killing } from "./prepare.js";
import { untilAlone } from "./databases.js";
import { createCounter, spreadPoints, type KillPoint } from "./kill-point.js";
import { cutPool } from "./cut-pool.js";
import type { KillResult } from "./memory-kills.js";
import { onClone, readEnd, runOnce, wrongAfterCut, wrongAtTheEnd } from "./pg-kills.js";
import { readCopy } from "./read-copy.js";

/**
 * Starts runs as processes of their own over a 42 on loopback, kills them with SIGKILL at so many of their
 * statements, and looks whether the next run comes to the same end.
 */
export async function killChildren(
  server: string,
  {
    killing,
    points,
    script,
  }: { readonly killing: Killing; readonly points: number; readonly script: string },
): Promise<readonly KillResult[]> {
  const base = await makeBase(server, killing);
  // A second of the server's clock a hit, so that no limit is met.
  const local = smallLocal42((own) => {
    own.clock.pass(1_000);
  });
  liveADay(killing, local);
  const api = await serveSandbox({ ...local.sandbox, fetch: local.fetch });
  try {
    const counter = createCounter(undefined);
    const whole = await onClone(server, base, async (clone) => {
      await runOnce(killing, cutPool(clone.pool, counter));
      return readEnd(clone);
    });
    const results: KillResult[] = [];
    // The last statements give the lock back and close the pool.
    for (const point of spreadPoints(points, counter.steps - 4)) {
      const wrong = await onClone(server, base, async (clone) => {
        const before = await readCopy(clone);
        const said = await runUntilKilled(script, {
          databaseUrl: clone.url,
          apiUrl: api.url,
          killing,
          ...point,
        });
        await untilAlone(clone);
        return [
          ...(said === "stopped\n" ? [] : [`it was not killed: ${said}`]),
          ...(await wrongAfterCut(clone, { before, whole })),
          ...(await wrongAtTheEnd(killing, clone, whole)),
        ];
      });
      results.push({
        what: `SIGKILL, ${killing}, ${point.when} statement ${String(point.step)} of ${String(counter.steps)}`,
        wrong,
      });
    }
    return results;
  } finally {
    await api.close();
    await base.close();
  }
}

/** What the child said before it was killed, or ended. */
function runUntilKilled(
  script: string,
  task: KillPoint & { readonly databaseUrl: string; readonly apiUrl: string; readonly killing: Killing },
): Promise<string> {
  const child = spawn(process.execPath, [script, JSON.stringify(task)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const hear = (chunk: Buffer): void => {
    said += chunk.toString();
    if (said.includes("stopped")) child.kill("SIGKILL");
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => {
      resolve(said);
    });
  });
}
