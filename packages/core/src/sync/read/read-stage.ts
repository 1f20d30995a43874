import { mostFilterValues } from "../../client/query/query-values.js";
import type { AnyEndpoint } from "../../resource/index.js";
import type { PlannedPass } from "../plan/planned-pass.js";
import type { How } from "../report/report.js";
import type { EnginePage, PageSource } from "../sources/page-source.js";
import type { Stage } from "./stages.js";

/** Where a pass stands: which stage, how it is read, and the traversal's own resume point. */
export interface PassState {
  readonly stage: number;
  /** `again` when the stage is read and its suspects are being confirmed by id. */
  readonly how: How | "again";
  /** How the endpoint's lists were read then; another release may read them differently. */
  readonly traversal?: AnyEndpoint["traversal"];
  readonly inner: unknown;
}

export interface ReadStageInput {
  readonly source: PageSource;
  readonly pass: PlannedPass;
  readonly signal: AbortSignal | undefined;
}

export interface StagePage {
  readonly page: EnginePage;
  readonly how: How;
  readonly totalPages: number | null;
}

/**
 * Reads one stage: by its list, or by the owners' ids, whichever costs fewer hits. The list's first page says
 * what the list costs.
 *
 * @param ids the owners to ask by; undefined where only the list says who they are
 * @param resumed where an interrupted stage stood
 */
export async function* readStage(
  { source, pass, signal }: ReadStageInput,
  stage: Stage,
  ids: readonly number[] | undefined,
  resumed: PassState | null,
): AsyncGenerator<StagePage, void, void> {
  const { endpoint } = pass;
  const options = signal === undefined ? {} : { signal };
  const chunks = ids === undefined ? Infinity : Math.ceil(ids.length / mostFilterValues);
  if (resumed === null ? stage.list && chunks > 1 : resumed.how === "list") {
    const resume = resumed === null ? {} : { resume: resumed.inner };
    let totalPages: number | null = null;
    let isFirst = true;
    let isDearer = false;
    for await (const page of source.list(endpoint, stage.query, { ...options, ...resume })) {
      const pages = pagesOf(pass, page);
      // The first page's hit is spent either way, so the ids must save more than that.
      if (isFirst && resumed === null && pages !== null && pages > chunks + 1) {
        isDearer = true;
        break;
      }
      if (isFirst) totalPages = pages;
      isFirst = false;
      yield { page, how: "list", totalPages };
    }
    if (!isDearer) return;
  }
  if (ids === undefined || stage.by === undefined || ids.length === 0) return;
  const resume = resumed?.how === "by ids" ? { resume: resumed.inner } : {};
  let pages = 0;
  for await (const page of source.byIds(
    endpoint,
    { ...stage.query, by: stage.by, ids },
    { ...options, ...resume },
  )) {
    pages += 1;
    yield { page, how: "by ids", totalPages: estimatePages(pass, page, pages, chunks) };
  }
}

/**
 * Pages of a traversal by ids: the remaining owners take as many each as those that are done, or as the first
 * hundred.
 */
function estimatePages(pass: PlannedPass, page: EnginePage, pages: number, chunks: number): number | null {
  if (page.done !== null && page.done > 0) return Math.max(pages, Math.ceil(pages / page.done));
  return page.total === null
    ? null
    : (pages + Math.ceil(Math.max(0, page.total - page.size) / pass.endpoint.pageSize)) * chunks;
}

function pagesOf(pass: PlannedPass, page: EnginePage): number | null {
  return page.total === null ? null : Math.max(1, Math.ceil(page.total / pass.endpoint.pageSize));
}
