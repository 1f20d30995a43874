import { createClient } from "@42sync/core";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { readAllByFast42 } from "./fast42.js";
import { median, ratio, whole, type Bench } from "../measurement.js";
import { seconds, spread, takePairs } from "../pairs.js";
import { unlimited } from "../setup/unlimited.js";

const count = 50_000;
const size = 100;
const lanes = 2;
const rounds = 7;
const must = 0.7;

/** The client with its checks, against `fetch` and `JSON.parse` of the same pages. */
export const client: Bench = {
  name: "client",
  run: () =>
    withPageServer(async (url) => {
      const ours = (): Promise<number> =>
        seconds(async () => {
          const asking = createClient({
            url,
            lanes,
            budget: unlimited,
            token: { token: () => Promise.resolve("bench"), refused: () => Promise.resolve("bench") },
          });
          let items = 0;
          for await (const page of asking.projects_users.pages()) items += page.items.length;
          requireAll(items);
        });
      const bare = (): Promise<number> => seconds(() => readAllBare(url));
      // What runs once is compiled; both sides are measured warm.
      await ours();
      await bare();
      const pairs = await takePairs(rounds, bare, ours);
      const peer = await readAllByFast42({ url, lanes }, "/projects_users", requireAll);
      const perSecond = count / median(pairs.floor);
      return {
        name: "client",
        what:
          `the client alone, ${whole(count)} \`projects_users\` items from a loopback server ` +
          `without limit, ${String(lanes)} requests in flight, validated`,
        measured: `${ratio(pairs.ratio)} of bare \`fetch\` and \`JSON.parse\``,
        target: `at least ${ratio(must)}`,
        met: pairs.ratio >= must,
        beside:
          "fast42 with as many in flight, its limiter's pauses taken out, nothing validated: " +
          `${ratio(count / peer / perSecond)}; ${spread(pairs.ratios)} in ${String(rounds)} pairs, ` +
          `bare ${whole(perSecond)} items/s`,
      };
    }),
};

function requireAll(items: number): void {
  if (items !== count) throw new Error(`${String(items)} items came instead of ${String(count)}`);
}

/** As many requests in flight as the client has, nothing but the bytes and their JSON. */
async function readAllBare(url: string): Promise<void> {
  let next = 1;
  let items = 0;
  const lane = async (): Promise<void> => {
    for (let page = next++; page <= count / size; page = next++) {
      const answer = await fetch(
        `${url}/v2/projects_users?page[size]=${String(size)}&page[number]=${String(page)}`,
        { headers: { authorization: "Bearer bench" } },
      );
      const list = JSON.parse(await answer.text()) as readonly unknown[]; // the server sends lists
      // Added in one step: `items += … await …` would read the sum before the wait, and lose what the other
      // lane adds meanwhile.
      items += list.length;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  requireAll(items);
}

async function withPageServer<T>(task: (url: string) => Promise<T>): Promise<T> {
  const server = spawn(
    process.execPath,
    [fileURLToPath(new URL("page-server.js", import.meta.url)), String(count)],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  try {
    const [line] = (await once(server.stdout, "data")) as [Buffer]; // the address, in one piece
    return await task(line.toString().trim());
  } finally {
    server.stdin.end();
    await once(server, "exit");
  }
}
