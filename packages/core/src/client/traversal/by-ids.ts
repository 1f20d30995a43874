import { HttpError } from "../../errors/index.js";
import type { AskPage } from "../ask-page.js";
import { idsPerHit } from "../check-query.js";
import type { Asked } from "../query.js";
import { askKeysetPage } from "./keyset.js";
import { runLanes, type LanePage, type LaneState, type Step } from "./run-lanes.js";

/** What is left of the owners to ask by, and of the rows of those being asked. */
export interface ByIdsState extends LaneState {
  /** The first owner that is not through. */
  readonly from: number;
  readonly upTo: number;
  /** The next row of the owners in hand; null at their beginning. */
  readonly next: number | null;
  /** Owners a hit; halved where 42 answers 502 or 504 to a long list. */
  readonly chunk: number;
}

export interface ByIdsOptions {
  readonly ask: AskPage;
  readonly asked: Asked;
  readonly by: string;
  /** Owners, ascending, each once. */
  readonly ids: readonly number[];
  readonly lanes: number;
  readonly from: readonly ByIdsState[] | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * Asks for the rows of owners, 100 owners a hit, by keyset inside. States name owners by their ids, so that a traversal goes
 * on although owners have come or gone meanwhile.
 */
export async function* byIds(options: ByIdsOptions): AsyncGenerator<LanePage, void, void> {
  const { ids, asked } = options;
  const done = new Set<number>();
  const first = ids[0];
  const last = ids.at(-1);
  if (first === undefined || last === undefined) {
    yield { page: { raw: [], meta: { total: 0, date: null, path: asked.path, bytes: 0, size: 0, owners: { done: 0, total: 0 } } }, resume: null };
    return;
  }
  const pages = runLanes<ByIdsState>({
    from: options.from ?? [{ from: first, upTo: last, next: null, chunk: idsPerHit }],
    lanes: options.lanes,
    signal: options.signal,
    ask: (state, signal) => askOwners(options, state, done, signal),
    cut: (state) => cutOwners(ids, state),
  });
  for await (const { page, resume } of pages) {
    yield { page: { ...page, meta: { ...page.meta, owners: { done: done.size, total: ids.length } } }, resume };
  }
}

async function askOwners(options: ByIdsOptions, state: ByIdsState, done: Set<number>, signal: AbortSignal): Promise<Step<ByIdsState>> {
  const { asked, by } = options;
  const rest = between(options.ids, state.from, state.upTo);
  const owners = rest.slice(0, state.chunk);
  const bounds = { next: state.next ?? asked.ids.from, upTo: asked.ids.upTo, spread: null };
  try {
    const step = await askKeysetPage(options.ask, asked, [[`filter[${by}]`, owners.join(",")]], bounds, signal);
    if (step.next !== null) return { page: step.page, next: { ...state, next: step.next.next }, rest: null };
    for (const owner of owners) done.add(owner);
    const following = rest[owners.length];
    return { page: step.page, next: following === undefined ? null : { ...state, from: following, next: null }, rest: null };
  } catch (error) {
    if (!(error instanceof HttpError) || (error.status !== 502 && error.status !== 504) || state.chunk === 1) throw error;
    return await askOwners(options, { ...state, chunk: Math.floor(state.chunk / 2), next: null }, done, signal);
  }
}

/** Cuts at an owner that begins a hit, so that no hit asks for fewer than it could. */
function cutOwners(ids: readonly number[], state: ByIdsState): readonly [ByIdsState, ByIdsState] | undefined {
  const rest = between(ids, state.from, state.upTo);
  const hits = Math.ceil(rest.length / state.chunk);
  const middle = rest[Math.ceil(hits / 2) * state.chunk];
  if (hits < 2 || middle === undefined) return undefined;
  return [{ ...state, upTo: middle - 1 }, { ...state, from: middle, next: null }];
}

function between(ids: readonly number[], from: number, upTo: number): readonly number[] {
  return ids.slice(firstFrom(ids, from), firstFrom(ids, upTo + 1));
}

/** Index of the first id that is at least `least`, by halving: all of 42 is a quarter of a million people. */
function firstFrom(ids: readonly number[], least: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ids[middle] ?? Infinity) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
