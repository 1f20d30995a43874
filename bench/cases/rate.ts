import { createLimiter } from "@42sync/core/internal";
import { fast42Rate } from "./fast42-rate.js";
import { ratio, type Bench } from "../measurement.js";
import { createVirtualClock, type VirtualClock } from "../setup/virtual-clock.js";

const runs = 200;
const requestsPerRun = 500;
const perSecond = 2;
const must = 0.95;

interface Simulated {
  readonly rate: number;
  readonly refused: number;
}

/** The server's side: fixed windows of its own clock seconds. */
function createServer(
  clock: VirtualClock,
  aheadMs: number,
): () => { readonly refused: boolean; readonly remaining: number } {
  let second = -1;
  let count = 0;
  return () => {
    const current = Math.floor((clock.now() + aheadMs) / 1000);
    if (current !== second) count = 0;
    second = current;
    count += 1;
    return { refused: count > perSecond, remaining: Math.max(0, perSecond - count) };
  };
}

/** Two lanes, each of which asks again as soon as it has its answer. */
async function simulate(random: () => number): Promise<Simulated> {
  const clock = createVirtualClock(Date.parse("2026-11-23T08:00:00Z"));
  const limiter = createLimiter(clock);
  const aheadMs = random() * 1000;
  const arrive = createServer(clock, aheadMs);
  const between = (least: number, most: number): number => least + random() * (most - least);
  const began = clock.now();
  let asked = 0;
  let refused = 0;
  const lane = async (): Promise<void> => {
    while (asked < requestsPerRun) {
      asked += 1;
      await limiter.reserve();
      const sentAt = clock.now();
      await clock.sleep(between(5, 40));
      const answer = arrive();
      await clock.sleep(answer.refused ? 5 : between(150, 800));
      const date = new Date(Math.floor((clock.now() + aheadMs) / 1000) * 1000);
      limiter.observe({
        date,
        perSecond,
        perHour: 1_200,
        remainingThisHour: 1_200 - asked,
        refused: answer.refused,
        sentAt,
      });
      if (!answer.refused) continue;
      refused += 1;
      asked -= 1;
      await clock.sleep(1000);
    }
  };
  await clock.run(Promise.all([lane(), lane()]));
  return { rate: requestsPerRun / ((clock.now() - began) / 1000), refused };
}

/**
 * Requests a second against a server that counts by its own clock seconds: 200 simulated runs of two lanes.
 */
export const rate: Bench = {
  name: "rate",
  run: async () => {
    // The same runs each time; https://en.wikipedia.org/wiki/Linear_congruential_generator, the constants of
    // Numerical Recipes.
    let state = 42;
    const random = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    const results: Simulated[] = [];
    for (let run = 0; run < runs; run += 1) results.push(await simulate(random));
    const good = results.filter((one) => one.refused === 0 && one.rate >= must * perSecond).length;
    const slowest = Math.min(...results.map((one) => one.rate));
    const refused = results.reduce((sum, one) => sum + one.refused, 0);
    return {
      name: "rate",
      what:
        "2 requests a second, clock seconds of random phase, 5 to 40 ms of jitter before the " +
        `count, answers of 150 to 800 ms, two lanes, ${String(requestsPerRun)} requests a run`,
      measured:
        `${ratio(slowest / perSecond)} in the slowest run, ${String(refused)} × 429, ` +
        `${String(good)} of ${String(runs)} runs`,
      target: `at least ${String(must)} without a 429 in ${String(runs)} of ${String(runs)} runs`,
      met: good === runs,
      beside: `simulated on a virtual clock; ${await fast42Rate(random)}`,
    };
  },
};
