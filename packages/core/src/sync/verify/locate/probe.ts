import { TraversalError } from "../../../errors/index.js";
import type { AnyEndpoint } from "../../../resource/index.js";
import { ascending } from "../../ids/id-ranges.js";
import { idsOf, idsOnPage } from "../../ids/item-ids.js";
import type { IdRange } from "../../ports/index.js";
import type { EngineQuery, PageSource } from "../../sources/page-source.js";
import type { HitAllowance } from "../hit-allowance.js";

/** What one hit says about a range of ids: how many rows 42 has in it, and the first of them. */
export interface ProbeAnswer {
  /** X-Total: rows in the whole range. */
  readonly total: number;
  /** Ids of the page, ascending. */
  readonly ids: readonly number[];
  /** Items of the page by id; invalid items are not among them. */
  readonly items: ReadonlyMap<number, unknown>;
}

/** Asks 42 for one page of a range of ids. One hit. */
export type Probe = (range: IdRange, size: number) => Promise<ProbeAnswer>;

export interface ProbeInput {
  readonly source: PageSource;
  readonly endpoint: AnyEndpoint;
  readonly query: EngineQuery;
  readonly allowance: HitAllowance;
  readonly signal: AbortSignal | undefined;
}

/** The probe of a list that ranges on id. @throws TraversalError when the answer has no X-Total */
export function createProbe({ source, endpoint, query, allowance, signal }: ProbeInput): Probe {
  return async ({ from, to }, size) => {
    allowance.take();
    // The first page with rows is enough: leaving the loop asks for no more.
    for await (const page of source.list(
      endpoint,
      { ...query, idRange: [from, to] },
      { pageSize: size, ...(signal === undefined ? {} : { signal }) },
    )) {
      if (page.total === null) break;
      // Seen now and then: a page without rows although X-Total promises some. The traversal asks again a few
      // times.
      if (page.size === 0 && page.total > 0) {
        allowance.take();
        continue;
      }
      const items = new Map(page.items.map((item) => [idsOf([item])[0] ?? -1, item]));
      const ids = ascending(idsOnPage(page));
      return { total: page.total, ids, items };
    }
    throw new TraversalError(`${endpoint.name}: the answer has no X-Total to compare by`, {
      context: { resource: endpoint.name },
    });
  };
}
