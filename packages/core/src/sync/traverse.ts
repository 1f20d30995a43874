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
  /** Owners who were due and whose rows are read whole once this page is stored. */
  readonly settled: readonly number[] | undefined;
}

export interface TraverseInput extends Omit<StageInput, "seen"> {
  readonly source: PageSource;
  readonly signal: AbortSignal | undefined;
  readonly from: PassState | null;
}

/**
 * Reads a pass page by page. A pass that has nobody to ask at all ends without a page of state null.
 * For each stage it chooses between the list and the owners' ids by the hits that they cost.
 */
export async function* traverse(input: TraverseInput): AsyncGenerator<PassPage, void, void> {
  const seen = new Set<number>();
  const stages = stagesOf({ ...input, seen });
  // A state of other stages than these (of an earlier release) says nothing: the pass begins anew.
  const from = input.from !== null && input.from.stage < stages.length ? input.from : null;
  for (let index: number | null = from?.stage ?? 0; index !== null && index < stages.length; ) {
    const stage: Stage | undefined = stages[index];
    if (stage === undefined) break;
    const ids = await stage.ids?.();
    const resumed = from?.stage === index && from.inner !== null ? from : null;
    let next: number | null = null;
    let unsettled = stage.due === true ? (ids ?? []) : [];
    const pages: AsyncIterable<StagePage> = readStage(input, stage, ids, resumed);
    for await (const { page, how, totalPages } of pages) {
      collectIds(page.items, seen);
      const ended = page.resume === null;
      next = ended ? await nextWithWork(stages, index + 1) : null;
      const settled = unsettled.filter((id) => ended || !isLeft(page, id));
      if (settled.length > 0) unsettled = unsettled.filter((id) => !ended && isLeft(page, id));
      // Who is due and not settled is what an interrupted stage goes on with; others may be due as well by then.
      const inner = stage.due === true ? null : page.resume;
      const state = ended ? (next === null ? null : { stage: next, how: "none" as const, inner: null }) : { stage: index, how: inner === null ? ("none" as const) : how, inner };
      yield { page, how, totalPages, mayEnter: stage.mayEnter, state, settled: settled.length > 0 ? settled : undefined };
    }
    index = next ?? (await nextWithWork(stages, index + 1));
  }
}

/** Whether rows of this owner may come on later pages. */
function isLeft({ left }: EnginePage, owner: number): boolean {
  return left === null || left.some(([first, last]) => owner >= first && owner <= last);
}

/** The next stage that has a list to read or somebody to ask; null when there is none. */
async function nextWithWork(stages: readonly Stage[], index: number): Promise<number | null> {
  for (let at = index; at < stages.length; at += 1) {
    const stage = stages[at];
    if (stage?.list === true || (await stage?.ids?.())?.length !== 0) return at;
  }
  return null;
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

async function* readStage(input: TraverseInput, stage: Stage, ids: readonly number[] | undefined, resumed: PassState | null): AsyncGenerator<StagePage, void, void> {
  const options = input.signal === undefined ? {} : { signal: input.signal };
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
