import { TraversalError } from "../../errors/index.js";
import type { AskPage, Parameters, RawPage } from "../ask-page.js";
import { distinct } from "./distinct.js";
import type { LanePage } from "./run-lanes.js";

export interface NumberedOptions {
  readonly ask: AskPage;
  readonly path: string;
  readonly parameters: Parameters;
  readonly pageSize: number;
  readonly from: number;
  readonly signal: AbortSignal | undefined;
}

/** Reads pages 1, 2, 3… of an order of the caller's, each id once. Rows that move meanwhile may be missed. */
export async function* numbered(options: NumberedOptions): AsyncGenerator<LanePage, void, void> {
  const seen = new Set<number | string>();
  for (let number = options.from; ; number += 1) {
    const page = await options.ask(options.path, [...options.parameters, ["page[size]", options.pageSize], ["page[number]", number]], options.signal);
    const fresh = distinct(page, seen);
    const last = isLast(page, number, options.pageSize);
    if (!last && fresh.raw.length === 0) {
      throw new TraversalError(`${options.path}: page ${String(number)} repeats what came before`, {
        context: { path: options.path, page: number },
        hint: "the list does not page as it says; ask for it by filter or range instead",
      });
    }
    yield { page: fresh, resume: last ? null : [{ page: number + 1 }] };
    if (last) return;
  }
}

function isLast(page: RawPage, number: number, pageSize: number): boolean {
  if (page.meta.size === 0) return true;
  return page.meta.total === null ? page.meta.size < pageSize : number * pageSize >= page.meta.total;
}
