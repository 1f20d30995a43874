import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { median, ratio, type Bench } from "../measurement.js";
import { spread, takePairs } from "../pairs.js";

const rounds = 15;
const most = 3;

/** CPU of `42sync --help` as it is published, start and end of the process included, against `node -e 0`. */
export const help: Bench = {
  name: "help",
  run: async () => {
    // Seen from bench/dist, where the bundle runs.
    const bin = fileURLToPath(new URL("../../packages/cli/dist/bin.js", import.meta.url));
    if (!existsSync(bin)) throw new Error("the command is not built: npm run build");
    const pairs = await takePairs(
      rounds,
      () => cpuSeconds([bin, "--help"]),
      () => cpuSeconds(["-e", "0"]),
    );
    return {
      name: "help",
      what: "`42sync --help`, user and system CPU of the whole process",
      measured: `${ratio(pairs.ratio)} × \`node -e 0\``,
      target: `at most ${String(most)} ×`,
      met: pairs.ratio <= most,
      beside:
        `${spread(pairs.ratios)} in ${String(rounds)} pairs, node ` +
        `${String(Math.round(median(pairs.ours) * 1000))} ms`,
    };
  },
};

/** Of a child that ran to its end, as bash tells it; Node has no word for it. */
function cpuSeconds(args: readonly string[]): Promise<number> {
  const { stderr, status } = spawnSync(
    "bash",
    ["-c", 'TIMEFORMAT="%3U %3S"; time "$@" > /dev/null', "bash", process.execPath, ...args],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${String(status)}: ${stderr}`);
  const [user = Number.NaN, system = Number.NaN] = stderr.trim().split(" ").map(Number);
  return Promise.resolve(user + system);
}
