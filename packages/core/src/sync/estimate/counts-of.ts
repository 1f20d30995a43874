import type { ClientCore } from "../../client/client.js";
import { idsOf } from "../ids/item-ids.js";
import type { EstimateInput } from "./estimate.js";

/** Four small pages say more than a big one: owners that came at the same time are alike. */
const spread = [1 / 8, 3 / 8, 5 / 8, 7 / 8];
const pageSize = 25;

/**
 * A client as an estimate's source of counts. Answers are remembered, so that estimates of several scopes ask
 * only once for what they have in common.
 */
export function countsOf(client: ClientCore, signal?: AbortSignal): Pick<EstimateInput, "count" | "sample"> {
  const { count, sample } = asking(client, signal);
  return { count: remembering(count), sample: remembering(sample) };
}

function remembering<Q extends readonly [{ readonly name: string }, ...unknown[]], T>(
  ask: (...query: Q) => Promise<T>,
): (...query: Q) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (...query) => {
    const [endpoint, ...rest] = query;
    const key = JSON.stringify([endpoint.name, ...rest]);
    const answer =
      answers.get(key) ??
      ask(...query).catch((error: unknown) => {
        // It may pass: the next caller asks 42 again.
        answers.delete(key);
        throw error;
      });
    answers.set(key, answer);
    return answer;
  };
}

function asking(
  client: ClientCore,
  signal: AbortSignal | undefined,
): Pick<EstimateInput, "count" | "sample"> {
  const settings = signal === undefined ? {} : { signal };
  return {
    count: (endpoint, query) => client.resource(endpoint).count({ ...query, ...settings }),
    sample: async (endpoint, query, total) => {
      const last = Math.max(1, Math.ceil(total / pageSize));
      const pages = [...new Set(spread.map((share) => Math.min(last, 1 + Math.floor(share * last))))];
      const found: number[] = [];
      for (const page of pages) {
        const from = client.resource(endpoint).pages({
          ...query,
          ...settings,
          sort: "id",
          pageSize,
          onInvalid: "collect",
          resume: { kind: "numbered", page },
        });
        for await (const { items } of from) {
          found.push(...idsOf(items));
          break;
        }
      }
      return found;
    },
  };
}
