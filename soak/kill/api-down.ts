import { createMemoryStore } from "@42sync/core/sync";
import type { KillResult } from "./memory-kills.js";
import { stateOf } from "./memory-kills.js";
import { policies, smallLocal42 } from "./prepare.js";

const downMs = 10 * 60_000;
const betweenMs = 15 * 60_000;

/** Lets the API be down for ten minutes from a hit on, while runs are started every fifteen minutes. */
export async function takeApiDown(hit: number, kind: "reset" | "503"): Promise<KillResult> {
  const undisturbed = smallLocal42();
  const whole = createMemoryStore({ now: () => undisturbed.clock.now() });
  await undisturbed.run(whole, policies.nightly);
  const local = smallLocal42();
  const store = createMemoryStore({ now: () => local.clock.now() });
  let downUntil: number | undefined;
  const fetch: typeof globalThis.fetch = (input, init) => {
    if (local.hits >= hit) downUntil ??= local.clock.now() + downMs;
    if (downUntil === undefined || local.clock.now() >= downUntil) return local.fetch(input, init);
    if (kind === "503")
      return Promise.resolve(
        new Response("<html>", { status: 503, headers: { "content-type": "text/html" } }),
      );
    return Promise.reject(
      new TypeError("fetch failed", {
        cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }),
      }),
    );
  };
  const outcomes: string[] = [];
  for (let run = 1; run <= 3 && outcomes.at(-1) !== "complete"; run += 1) {
    outcomes.push((await local.run(store, policies.nightly, { fetch })).outcome);
    local.clock.pass(betweenMs);
  }
  const wrong = [
    ...(outcomes[0] === "complete" ? ["the first run took no notice"] : []),
    ...(outcomes.at(-1) === "complete" ? [] : [`the runs were ${outcomes.join(", ")}`]),
    ...(stateOf({ local, store }) === stateOf({ local: undisturbed, store: whole })
      ? []
      : ["the end state differs from an undisturbed run's"]),
  ];
  return { what: `API down for ten minutes (${kind}) from hit ${String(hit)}`, wrong };
}
