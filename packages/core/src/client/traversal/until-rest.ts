import { TraversalError } from "../../errors/index.js";
import type { AskPage, RawPage } from "../ask-page.js";
import type { Asked } from "../query.js";
import { distinct } from "./distinct.js";
import type { LanePage } from "./run-lanes.js";

const rounds = 5;

/**
 * Reads a list that can neither sort nor range: all pages, again, until X-Total is the same on every page of a round and the
 * distinct ids equal it. Nothing is handed out before.
 *
 * @throws TraversalError when the list does not come to rest in five rounds.
 */
export async function* untilRest(ask: AskPage, asked: Asked, signal: AbortSignal | undefined): AsyncGenerator<LanePage, void, void> {
  for (let round = 1; round <= rounds; round += 1) {
    const pages = await readRound(ask, asked, signal);
    if (pages === undefined) continue;
    for (const [index, page] of pages.entries()) yield { page, resume: index === pages.length - 1 ? null : [{ restart: 1 }] };
    return;
  }
  throw new TraversalError(`${asked.endpoint.name}: the list did not come to rest in ${String(rounds)} rounds`, {
    context: { resource: asked.endpoint.name },
    hint: "it can neither be sorted nor ranged, and changed while it was read; try again at a quieter time",
  });
}

/** One round's pages, or undefined when the list moved. */
async function readRound(ask: AskPage, asked: Asked, signal: AbortSignal | undefined): Promise<readonly RawPage[] | undefined> {
  const seen = new Set<number | string>();
  const pages: RawPage[] = [];
  let total: number | null | undefined;
  for (let number = 1; ; number += 1) {
    const page = await ask(asked.path, [...asked.parameters, ["page[size]", asked.pageSize], ["page[number]", number]], signal);
    if (total !== undefined && page.meta.total !== total) return undefined;
    total = page.meta.total;
    pages.push(distinct(page, seen));
    if (page.meta.size < asked.pageSize || (total !== null && number * asked.pageSize >= total)) break;
  }
  return total === null || seen.size === total ? pages : undefined;
}
