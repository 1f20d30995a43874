import type { AskPage } from "../ask-page.js";
import type { Asked } from "../query.js";
import { distinct } from "./distinct.js";
import type { LanePage } from "./run-lanes.js";

/**
 * Reads numbered pages by ascending id, from the last to the first: a row that leaves shifts the rest towards pages that are
 * still to come, so it makes a duplicate and never a gap. Page 1 is asked first for X-Total, and again at the end when
 * there are more; what is created meanwhile has ids beyond the last page and belongs to the next pass.
 * It cannot go on where it stopped; `resume` begins anew.
 */
export async function* lastToFirst(ask: AskPage, asked: Asked, signal: AbortSignal | undefined): AsyncGenerator<LanePage, void, void> {
  const seen = new Set<number | string>();
  const again = [{ restart: 1 }];
  const at = (number: number): ReturnType<AskPage> => ask(asked.path, [...asked.parameters, ["sort", "id"], ["page[size]", asked.pageSize], ["page[number]", number]], signal);
  const probe = await at(1);
  const pages = Math.ceil((probe.meta.total ?? probe.meta.size) / asked.pageSize);
  if (pages <= 1 && (probe.meta.total !== null || probe.meta.size < asked.pageSize)) {
    yield { page: distinct(probe, seen), resume: null };
    return;
  }
  const last = probe.meta.total === null ? await findLast(at, asked.pageSize) : pages;
  for (let number = last; number > 1; number -= 1) yield { page: distinct(await at(number), seen), resume: again };
  yield { page: distinct(await at(1), seen), resume: null };
}

/** The last page that is not empty, where X-Total is not told. */
async function findLast(at: (number: number) => ReturnType<AskPage>, pageSize: number): Promise<number> {
  for (let number = 2; ; number += 1) {
    const { meta } = await at(number);
    if (meta.size < pageSize) return meta.size === 0 ? number - 1 : number;
  }
}
