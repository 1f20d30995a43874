import type { AnyEndpoint } from "../../resource/index.js";
import { confirmById } from "./confirm-by-id.js";
import type { PlannedPass } from "../plan/plan.js";
import type { How } from "../report/report.js";
import type { EnginePage, PageSource } from "../sources/page-source.js";
import { stagesOf, type Stage, type StageInput } from "./stages.js";
import { trackVanished, type VanishedTracker } from "./find-vanished.js";

/** Ids in one hit; a list of more than about 100 is answered 502 (42Stat and others, 2025). */
const idsPerHit = 100;

/** Where a pass stands: which stage, how it is read, and the traversal's own resume point. */
export interface PassState {
  readonly stage: number;
  /** `again` while the stage is read and its suspects are asked for by id. */
  readonly how: How | "again";
  /** How the endpoint's lists were read then; another release may read them otherwise. */
  readonly traversal?: AnyEndpoint["traversal"];
  readonly inner: unknown;
}

export interface PassPage {
  readonly page: EnginePage;
  readonly how: How;
  readonly mayEnter: (item: unknown) => boolean;
  /**
   * Whether its items are stored although they do not say that they are of the scope: their rows are here
   * already, or waited for.
   */
  readonly askedById: boolean;
  /**
   * Pages that this stage takes, as far as is known: from X-Total, or from how many of the owners are
   * through.
   */
  readonly totalPages: number | null;
  /** Where the pass goes on after this page; null after its last page. */
  readonly state: PassState | null;
  /** Owners whose rows are read whole once this page is stored. */
  readonly through: readonly number[];
  /** Whether they were due. */
  readonly ownersToReread: boolean;
  /** Ids that were asked for and did not come. */
  readonly parentsNotFound: readonly number[];
}

export interface TraverseInput extends Omit<StageInput, "hasCome"> {
  readonly source: PageSource;
  readonly signal: AbortSignal | undefined;
  readonly from: PassState | null;
}

/**
 * Reads a pass page by page. A pass that has nobody to ask at all ends without a page of state null. For each
 * stage it chooses between the list and the owners' ids by the hits that they cost. What is stored and did
 * not come with a stage that reads everything is asked for by id at its end, and what does not come then
 * either is told as absent.
 */
export async function* traverse(input: TraverseInput): AsyncGenerator<PassPage, void, void> {
  const cameBefore: VanishedTracker[] = [];
  const stages = stagesOf({ ...input, hasCome: (id) => cameBefore.some(({ came }) => came.has(id)) });
  const from = readState(input.from, stages, input.pass.endpoint);
  const stateAt = async (index: number): Promise<PassState | null> => {
    const next = await nextWithWork(stages, index);
    return next === null ? null : { stage: next, how: "none", inner: null };
  };
  for (let index: number | null = from?.stage ?? 0; index !== null && index < stages.length;) {
    const stage: Stage | undefined = stages[index];
    if (stage === undefined) break;
    const ids = await stage.ids?.();
    const resumed = from?.stage === index && from.inner !== null ? from : null;
    const watch = trackVanished({ table: input.pass.table, stage, owners: ids, counts: input.counts });
    cameBefore.push(watch);
    const ownersToReread = stage.ownersToReread === true;
    for await (const { page, how, totalPages } of readStage(input, stage, ids, resumed)) {
      const through = await watch.after(page, how);
      const state =
        page.resume !== null
          ? pausedAt({ index, stage, traversal: input.pass.endpoint.traversal }, how, page)
          : watch.suspects.length > 0
            ? { stage: index, how: "again" as const, inner: null }
            : await stateAt(index + 1);
      yield {
        page,
        how,
        totalPages,
        mayEnter: stage.mayEnter,
        askedById: false,
        state,
        through,
        ownersToReread,
        parentsNotFound: [],
      };
    }
    if (watch.suspects.length > 0) {
      for await (const { page, parentsNotFound } of confirmById({
        source: input.source,
        endpoint: input.pass.endpoint,
        ids: watch.suspects,
        ownerIds: watch.held,
        signal: input.signal,
      })) {
        const state =
          parentsNotFound === null
            ? { stage: index, how: "again" as const, inner: null }
            : await stateAt(index + 1);
        yield {
          page,
          how: "by ids",
          totalPages: null,
          mayEnter: () => false,
          askedById: true,
          state,
          through: parentsNotFound === null ? [] : watch.held,
          ownersToReread,
          parentsNotFound: parentsNotFound ?? [],
        };
      }
    }
    index = await nextWithWork(stages, index + 1);
  }
}

/**
 * Where an interrupted pass goes on. A state of other stages than these, or of a list that was read otherwise
 * (of an earlier release), says nothing: the pass begins anew. Whose suspects were being asked for goes on
 * behind that stage, as nobody remembers what came in it; who was due is still due.
 */
function readState(
  from: PassState | null,
  stages: readonly Stage[],
  { traversal }: AnyEndpoint,
): PassState | null {
  if (from === null || from.stage >= stages.length || (from.traversal ?? traversal) !== traversal)
    return null;
  if (from.how !== "again" || stages[from.stage]?.ownersToReread === true) return from;
  return { stage: from.stage + 1, how: "none", inner: null };
}

function pausedAt(
  {
    index,
    stage,
    traversal,
  }: { readonly index: number; readonly stage: Stage; readonly traversal: AnyEndpoint["traversal"] },
  how: How,
  { resume }: EnginePage,
): PassState {
  // Who is due and not settled is what an interrupted stage goes on with; others may be due as well by then.
  return stage.ownersToReread === true
    ? { stage: index, how: "none", inner: null }
    : { stage: index, how, traversal, inner: resume };
}

/** The next stage that has a list to read or somebody to ask; null when there is none. */
async function nextWithWork(stages: readonly Stage[], index: number): Promise<number | null> {
  for (let at = index; at < stages.length; at += 1) {
    const stage = stages[at];
    if (stage?.list === true || (await stage?.ids?.())?.length !== 0) return at;
  }
  return null;
}

interface StagePage {
  readonly page: EnginePage;
  readonly how: How;
  readonly totalPages: number | null;
}

async function* readStage(
  input: TraverseInput,
  stage: Stage,
  ids: readonly number[] | undefined,
  resumed: PassState | null,
): AsyncGenerator<StagePage, void, void> {
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
  for await (const page of input.source.byIds(
    input.pass.endpoint,
    { ...stage.query, by: stage.by, ids },
    { ...options, ...resume },
  )) {
    pages += 1;
    yield { page, how: "by ids", totalPages: estimatePages(input.pass, page, pages, chunks) };
  }
}

/**
 * Pages of a traversal by ids: as many for the owners to come as for those who are through, or for the first
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
