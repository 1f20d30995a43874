import type { AnyEndpoint } from "../../resource/index.js";
import type { How } from "../report/report.js";
import type { EnginePage } from "../sources/page-source.js";
import { confirmById } from "./confirm-by-id.js";
import { trackVanished, type VanishedTracker } from "./find-vanished.js";
import { readStage, type PassState, type ReadStageInput } from "./read-stage.js";
import { stagesOf, type Stage, type StageInput } from "./stages.js";

export interface PassPage {
  readonly page: EnginePage;
  readonly how: How;
  readonly mayEnter: (item: unknown) => boolean;
  /**
   * Whether its items are stored although they do not show that they are in scope: their rows are stored
   * already, or rows in quarantine wait for them.
   */
  readonly askedById: boolean;
  /**
   * Pages that this stage takes, as far as is known: from X-Total, or from the share of the owners that is
   * done.
   */
  readonly totalPages: number | null;
  /** Where the pass resumes after this page; null after its last page. */
  readonly state: PassState | null;
  /** Owners whose rows are all read once this page is stored. */
  readonly completeOwners: readonly number[];
  /** Whether they were owners to re-read. */
  readonly rereads: boolean;
  /** Ids that were asked for and that 42 does not have. */
  readonly notFound: readonly number[];
}

export interface ReadPassInput extends Omit<StageInput, "hasCome">, ReadStageInput {
  readonly from: PassState | null;
}

/** Where a pass resumes whose stage was read and whose suspects are being confirmed. */
const confirming = (stage: number): PassState => ({ stage, how: "again", inner: null });

/**
 * Reads a pass page by page. For each stage it chooses between the list and the owners' ids, whichever costs
 * fewer hits. At the end of a stage that reads everything, what is stored and was not received is confirmed by
 * id; what 42 does not return then either is reported as not found.
 *
 * A pass that has nothing to ask for ends without a page whose state is null.
 */
export async function* readPass(input: ReadPassInput): AsyncGenerator<PassPage, void, void> {
  const trackers: VanishedTracker[] = [];
  const stages = stagesOf({ ...input, hasCome: (id) => trackers.some(({ received }) => received.has(id)) });
  const { endpoint, table } = input.pass;
  const from = readState(input.from, stages, endpoint);
  const stateAt = async (index: number): Promise<PassState | null> => {
    const next = await nextWithWork(stages, index);
    return next === null ? null : { stage: next, how: "none", inner: null };
  };
  for (let index: number | null = from?.stage ?? 0; index !== null && index < stages.length;) {
    const stage: Stage | undefined = stages[index];
    if (stage === undefined) break;
    const ids = await stage.ids?.();
    const resumed = from?.stage === index && from.inner !== null ? from : null;
    const tracker = trackVanished({ table, stage, owners: ids, counts: input.counts });
    trackers.push(tracker);
    const rereads = stage.rereads === true;
    for await (const { page, how, totalPages } of readStage(input, stage, ids, resumed)) {
      const completeOwners = await tracker.after(page, how);
      const state =
        page.resume !== null
          ? pausedAt({ index, stage, traversal: endpoint.traversal }, how, page)
          : tracker.suspects.length > 0
            ? confirming(index)
            : await stateAt(index + 1);
      yield {
        page,
        how,
        totalPages,
        mayEnter: stage.mayEnter,
        askedById: false,
        state,
        completeOwners,
        rereads,
        notFound: [],
      };
    }
    if (tracker.suspects.length > 0) {
      const suspects = { ids: tracker.suspects, ownerIds: tracker.ownersOfSuspects };
      for await (const { page, notFound } of confirmById({ ...input, endpoint, ...suspects }))
        yield {
          page,
          how: "by ids",
          totalPages: null,
          mayEnter: () => false,
          askedById: true,
          state: notFound === null ? confirming(index) : await stateAt(index + 1),
          completeOwners: notFound === null ? [] : tracker.ownersOfSuspects,
          rereads,
          notFound: notFound ?? [],
        };
    }
    index = await nextWithWork(stages, index + 1);
  }
}

/**
 * Where an interrupted pass resumes. A state of other stages, or of a list that an earlier release read
 * differently, is of no use: the pass starts again. If suspects were being confirmed the pass resumes after
 * that stage, because what was received in it is not known any more; owners to re-read stay to be re-read.
 */
function readState(
  from: PassState | null,
  stages: readonly Stage[],
  { traversal }: AnyEndpoint,
): PassState | null {
  if (from === null || from.stage >= stages.length || (from.traversal ?? traversal) !== traversal)
    return null;
  if (from.how !== "again" || stages[from.stage]?.rereads === true) return from;
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
  // A stage of owners to re-read resumes with those that remain; there may be more of them by then.
  return stage.rereads === true
    ? { stage: index, how: "none", inner: null }
    : { stage: index, how, traversal, inner: resume };
}

/** The next stage that has a list to read or an owner to ask by; null when there is none. */
async function nextWithWork(stages: readonly Stage[], index: number): Promise<number | null> {
  for (let at = index; at < stages.length; at += 1) {
    const stage = stages[at];
    if (stage?.list === true || (await stage?.ids?.())?.length !== 0) return at;
  }
  return null;
}
