import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launchPostgres } from "../testing/launch-postgres.js";
import { runDay } from "./day.js";
import { runKillPoints } from "./kill/kill-points.js";
import { runMovingPages } from "./moving-pages.js";
import { runNightLine } from "./night/run-night.js";
import { runAllSharedLimits } from "./limits/shared-limits.js";
import { toTable, type Line } from "./table.js";
import { runVerifyIds } from "./verify-ids.js";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "300" },
    kills: { type: "string", default: "200" },
    students: { type: "string", default: "24000" },
    only: { type: "string" },
  },
});

interface Scenario {
  readonly name: string;
  run(): Promise<Line>;
}

const scenarios: readonly Scenario[] = [
  {
    name: "moving pages",
    run: async () => {
      const wrong: string[] = [];
      let hits = 0;
      const seeds = Number(values.seeds);
      for (let seed = 1; seed <= seeds; seed += 1) {
        const result = await runMovingPages(seed);
        hits += result.hits;
        if (result.wrong.length > 0)
          wrong.push(`seed ${String(seed)}: ${result.wrong.slice(0, 3).join("; ")}`);
      }
      return {
        scenario: "moving pages",
        what: `${String(seeds)} seeds, ${String(hits)} hits`,
        good: seeds - wrong.length,
        of: seeds,
        wrong,
      };
    },
  },
  {
    name: "kill points",
    run: async () => {
      const server = await launchPostgres();
      try {
        const results = await runKillPoints(server.url, {
          points: Number(values.kills),
          script: fileURLToPath(new URL("child.js", import.meta.url)),
        });
        const wrong = results
          .filter((one) => one.wrong.length > 0)
          .map((one) => `${one.what}: ${one.wrong.join("; ")}`);
        return {
          scenario: "kill points",
          what: "store calls, statements, SIGKILL, server restarts, API down",
          good: results.length - wrong.length,
          of: results.length,
          wrong,
        };
      } finally {
        await server.stop();
      }
    },
  },
  {
    name: "day",
    run: async () => {
      const { runs, hits, cutShort, rows, wrong } = await runDay({ seed: 42, size: 200, hours: 24 });
      const what =
        `24 simulated hours, ${String(runs)} runs, ${String(cutShort)} cut short by faults, ` +
        `${String(hits)} hits`;
      return { scenario: "day", what, good: rows - Math.min(rows, wrong.length), of: rows, wrong };
    },
  },
  {
    name: "night",
    run: async () => {
      const server = await launchPostgres();
      try {
        return await runNightLine(server.url, Number(values.students));
      } finally {
        await server.stop();
      }
    },
  },
  { name: "shared limits", run: () => runAllSharedLimits(Math.min(200, Number(values.seeds))) },
  { name: "verify", run: () => runVerifyIds(Number(values.seeds)) },
];

const chosen = scenarios.filter(({ name }) => values.only === undefined || values.only === name);
const lines: Line[] = [];
for (const scenario of chosen) {
  const began = Date.now();
  lines.push({ ...(await scenario.run()), seconds: (Date.now() - began) / 1000 });
  process.stdout.write(toTable(lines.slice(-1)));
}
process.stdout.write(`\n${toTable(lines)}`);
if (lines.length === 0 || lines.some((line) => line.good < line.of)) process.exitCode = 1;
