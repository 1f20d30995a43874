import { takeApiDown } from "./api-down.js";
import { killChildren } from "./kill-children.js";
import { runMemoryKills, type KillResult } from "./memory-kills.js";
import { runPgKills } from "./pg-kills.js";
import type { Killing } from "./prepare.js";
import { restartDatabase } from "./restart-database.js";

const killings: readonly Killing[] = ["nightly", "incremental"];

/** All ways of killing a run, so many points together. The server must be one that may crash. */
export async function runKillPoints(
  server: string,
  { points, script }: { readonly points: number; readonly script: string },
): Promise<readonly KillResult[]> {
  const results: KillResult[] = [];
  const down = [await takeApiDown(7, "reset"), await takeApiDown(31, "503")];
  const restarts = [
    await restartDatabase(server, "nightly", 41),
    await restartDatabase(server, "nightly", 302),
    await restartDatabase(server, "incremental", 151),
    await restartDatabase(server, "incremental", 260),
  ];
  results.push(...down, ...restarts);
  const each = Math.max(2, Math.floor((points - results.length) / 20));
  for (const killing of killings) {
    results.push(...(await killChildren(server, { killing, points: each, script })));
    results.push(...(await runMemoryKills(killing, each * 4)));
  }
  // What is left goes to the finest steps, the statements.
  const remaining = Math.max(2, points - results.length);
  results.push(
    ...(await runPgKills(server, "nightly", Math.ceil(remaining / 2))),
    ...(await runPgKills(server, "incremental", Math.floor(remaining / 2))),
  );
  return results;
}
