import { simulateSharedRate, type SharedRate } from "./shared-budget.js";
import type { HostModel } from "./simulated-host.js";
import type { Line } from "../table.js";

/** Processes that share limits, and which part of one process's rate they must keep together. */
export interface SharedLimits {
  readonly what: string;
  readonly hosts: readonly HostModel[];
  readonly least: number;
}

const hosts = (...statementMs: readonly number[]): readonly HostModel[] =>
  statementMs.map((ms, index) => ({ statementMs: ms, aheadMs: index * 4_000 - 3_000 }));
const stalls = { everyMs: 3_000, ms: 200 };

export const sharedLimits: readonly SharedLimits[] = [
  ...[1, 5, 20, 40, 100].flatMap((ms) =>
    [2, 3].map((count) => ({
      what: `${String(count)} processes, ${String(ms)} ms a statement`,
      hosts: hosts(...Array.from({ length: count }, () => ms)),
      least: 0.97,
    })),
  ),
  { what: "a fast and a slow way, 1 and 100 ms", hosts: hosts(1, 100), least: 0.97 },
  {
    what: "40 ms a statement, which vary from nothing to 80",
    hosts: hosts(40, 40).map((host) => ({ ...host, spread: 1 })),
    least: 0.97,
  },
  {
    what: "ways back that are 16 ms longer and shorter than there",
    hosts: [0.9, 0.1].map((backShare) => ({ statementMs: 20, backShare })),
    least: 0.97,
  },
  // Each start that is missed is lost, where others hold those beside it.
  {
    what: "2 processes that stand still for 200 ms, 6 % of the time",
    hosts: hosts(5, 5).map((host) => ({ ...host, stalls })),
    least: 0.94,
  },
  {
    what: "3 of them, 5, 40 and 100 ms a statement",
    hosts: hosts(5, 40, 100).map((host) => ({ ...host, stalls })),
    least: 0.9,
  },
  // Two lanes, each of which has its next start half a second after it asks.
  { what: "1 process, 100 ms a statement", hosts: hosts(100), least: 0.85 },
];

/** Runs of each, one a seed, and of one process alone that stands still as often. */
export async function runSharedLimits(
  { hosts, least }: SharedLimits,
  { seeds, requests }: { readonly seeds: number; readonly requests: number },
): Promise<{
  readonly runs: readonly SharedRate[];
  readonly share: number;
  readonly good: readonly boolean[];
}> {
  const runsOf = (models: readonly HostModel[], apart: boolean): Promise<readonly SharedRate[]> =>
    Promise.all(
      Array.from({ length: seeds }, (_, index) =>
        simulateSharedRate({ seed: index + 1, hosts: models, requests, apart }),
      ),
    );
  const runs = await runsOf(hosts, false);
  const alone = mean(await runsOf(hosts.slice(0, 1), true));
  return {
    runs,
    share: mean(runs) / alone,
    good: runs.map(
      ({ refused, mostInASecond, rate }) => refused === 0 && mostInASecond <= 2 && rate / alone >= least,
    ),
  };
}

const mean = (runs: readonly SharedRate[]): number =>
  runs.reduce((sum, { rate }) => sum + rate, 0) / runs.length;

/** All of them, as many seeds each. */
export async function runAllSharedLimits(seeds: number): Promise<Line> {
  const wrong: string[] = [];
  const shares: number[] = [];
  for (const limits of sharedLimits) {
    const { runs, share, good } = await runSharedLimits(limits, { seeds, requests: 500 });
    const refused = runs.reduce((sum, run) => sum + run.refused, 0);
    shares.push(share);
    process.stdout.write(
      `${limits.what}: ${(share * 100).toFixed(1)} % of one alone, ${String(refused)} × 429 in ${String(seeds)} runs\n`,
    );
    wrong.push(
      ...good.flatMap((one, index) =>
        one ? [] : [`${limits.what}, seed ${String(index + 1)}: ${JSON.stringify(runs[index])}`],
      ),
    );
  }
  const of = seeds * sharedLimits.length;
  return {
    scenario: "shared limits",
    what:
      `${String(sharedLimits.length)} groups of processes, ${String(seeds)} runs each, ` +
      `${(Math.min(...shares) * 100).toFixed(1)} to ${(Math.max(...shares) * 100).toFixed(1)} % of ` +
      "one alone",
    good: of - wrong.length,
    of,
    wrong,
  };
}
