import type { PlannedPass } from "./plan.js";
import type { How } from "./report.js";
import type { EnginePage, PageSource } from "./source.js";
import { stagesOf, type Stage, type StageInput } from "./stages.js";

/** Ids in one hit; a list of more than about 100 is answered 502 (42Stat and others, 2025). */
const idsPerHit = 100;

/** Where a pass stands: which stage, how it is read, and the traversal's own resume point. */
export interface PassState {
  readonly stage: number;
  readonly how: How;
  readonly inner: unknown;
}

export interface PassPage {
  readonly page: EnginePage;
  readonly how: How;
  readonly mayEnter: (item: unknown) => boolean;
  /** Pages that this stage takes, as far as is known: from X-Total, or from how many of the owners are through. */
  readonly totalPages: number | null;
  /** Where the pass goes on after this page; null after its last page. */
  readonly state: PassState | null;
}

export interface TraverseInput extends Omit<StageInput, "seen"> {
  readonly source: PageSource;
  readonly signal: AbortSignal | undefined;
  readonly from: PassState | null;
}

/**
 * Reads a pass page by page. A pass whose last stage has nobody to ask ends without a page of state null.
 * For each stage it chooses between the list and the owners' ids by the hits that they cost.
 */
export async function* traverse(input: TraverseInput): AsyncGenerator<PassPage, void, void> {
  const seen = new Set<number>();
  const stages = stagesOf({ ...input, seen });
  for (let index = input.from?.stage ?? 0; index < stages.length; index += 1) {
    const stage = stages[index];
    if (stage === undefined) break;
    const resumed = input.from?.stage === index && input.from.inner !== null ? input.from : null;
    const last = index === stages.length - 1;
    for await (const { page, how, totalPages } of readStage(input, stage, resumed)) {
      collectIds(page.items, seen);
      const state = page.resume === null ? (last ? null : { stage: index + 1, how: "none" as const, inner: null }) : { stage: index, how, inner: page.resume };
      yield { page, how, totalPages, mayEnter: stage.mayEnter, state };
    }
  }
}

function collectIds(items: readonly unknown[], seen: Set<number>): void {
  for (const item of items) {
    if (typeof item === "object" && item !== null && "id" in item && typeof item.id === "number") seen.add(item.id);
  }
}

interface StagePage {
  readonly page: EnginePage;
  readonly how: How;
  readonly totalPages: number | null;
}

async function* readStage(input: TraverseInput, stage: Stage, resumed: PassState | null): AsyncGenerator<StagePage, void, void> {
  const options = input.signal === undefined ? {} : { signal: input.signal };
  const ids = stage.ids === undefined ? undefined : await stage.ids();
  const chunks = ids === undefined ? Infinity : Math.ceil(ids.length / idsPerHit);
  if (resumed === null ? stage.list && chunks > 1 : resumed.how === "list") {
    const resume = resumed === null ? {} : { resume: resumed.inner };
    let totalPages: number | null = null;
    let first = true;
    let dearer = false;
    for await (const page of input.source.list(input.pass.endpoint, stage.query, { ...options, ...resume })) {
      const pages = pagesOf(input.pass, page);
      // The probe's own hit is spent either way, so the ids must save more than it.
      if (first && resumed === null && pages !== null && pages > chunks + 1) {
        dearer = true;
        break;
      }
      if (first) totalPages = pages;
      first = false;
      yield { page, how: "list", totalPages };
    }
    if (!dearer) return;
  }
  if (ids === undefined || stage.by === undefined || ids.length === 0) return;
  const resume = resumed === null || resumed.how !== "by ids" ? {} : { resume: resumed.inner };
  let pages = 0;
  for await (const page of input.source.byIds(input.pass.endpoint, { ...stage.query, by: stage.by, ids }, { ...options, ...resume })) {
    pages += 1;
    yield { page, how: "by ids", totalPages: estimatePages(input.pass, page, pages, chunks) };
  }
}

/** Pages of a traversal by ids: as many for the owners to come as for those who are through, or for the first hundred. */
function estimatePages(pass: PlannedPass, page: EnginePage, pages: number, chunks: number): number | null {
  if (page.done !== null && page.done > 0) return Math.max(pages, Math.ceil(pages / page.done));
  return page.total === null ? null : (pages + Math.ceil(Math.max(0, page.total - page.size) / pass.endpoint.pageSize)) * chunks;
}

function pagesOf(pass: PlannedPass, page: EnginePage): number | null {
  return page.total === null ? null : Math.max(1, Math.ceil(page.total / pass.endpoint.pageSize));
}
