import { TraversalError } from "../../errors/index.js";
import type { AskPage, Parameters, RawPage } from "../ask-page.js";
import type { Asked } from "../query.js";
import { idOf } from "../validate.js";
import { runLanes, type LanePage, type LaneState, type Step } from "./run-lanes.js";

/** What is left of an id range. */
export interface KeysetState extends LaneState {
  readonly next: number;
  readonly upTo: number;
  /** Ids a row, about; tells where the middle of the rest is. */
  readonly spread: number | null;
}

/** A rest shorter than this is not cut: every cut costs a page that is not full. */
const pagesWorthCutting = 20;

export interface KeysetOptions {
  readonly ask: AskPage;
  readonly asked: Asked;
  readonly lanes: number;
  readonly from: readonly KeysetState[] | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * Reads a list as page 1 of a moving lower bound of ids. Rows that come, go or change meanwhile move nothing: what is
 * below the bound has been read, what is above is still to come.
 */
export function keyset(options: KeysetOptions): AsyncGenerator<LanePage, void, void> {
  const { asked } = options;
  return runLanes<KeysetState>({
    from: options.from ?? [{ next: asked.ids.from, upTo: asked.ids.upTo, spread: null }],
    lanes: options.lanes,
    signal: options.signal,
    ask: (state, signal) => askKeysetPage(options.ask, asked, [], state, signal),
    cut: (state, rest) => cutRange(state, rest, asked.pageSize),
  });
}

/** One page from a lower bound of ids on. */
export async function askKeysetPage(ask: AskPage, asked: Asked, more: Parameters, state: KeysetState, signal: AbortSignal): Promise<Step<KeysetState>> {
  const sort: Parameters = asked.endpoint.sorts.includes("id") ? [["sort", "id"]] : [];
  const range: Parameters = [["range[id]", `${String(state.next)},${String(state.upTo)}`]];
  const page = await ask(asked.path, [...asked.parameters, ...more, ...range, ...sort, ["page[size]", asked.pageSize]], signal);
  const last = lastAscending(asked, page, state);
  const rest = page.meta.total === null ? null : Math.max(0, page.meta.total - page.meta.size);
  if (last === undefined || last >= state.upTo) return { page, next: null, rest: 0 };
  if (page.meta.total === null ? page.meta.size < asked.pageSize : rest === 0) return { page, next: null, rest: 0 };
  const first = Number(idOf(page.raw[0]));
  const spread = page.meta.size > 1 ? (last - first) / (page.meta.size - 1) : state.spread;
  return { page, next: { next: last + 1, upTo: state.upTo, spread }, rest };
}

/** The last id of a page, after a look at what keyset relies on. */
function lastAscending(asked: Asked, page: RawPage, state: KeysetState): number | undefined {
  let last: number | undefined;
  for (const item of page.raw) {
    const id = idOf(item);
    if (typeof id === "number" && id >= (last === undefined ? state.next : last + 1) && id <= state.upTo) {
      last = id;
      continue;
    }
    throw new TraversalError(`${asked.endpoint.name}: asked for ids from ${String(state.next)} up, ${String(id)} came after ${String(last ?? "nothing")}`, {
      context: { resource: asked.endpoint.name, id, after: last ?? null },
      hint: "this list no longer answers by ascending id within range[id], so reading on would lose rows; its declaration needs another traversal",
    });
  }
  return last;
}

function cutRange(state: KeysetState, rest: number | null, pageSize: number): readonly [KeysetState, KeysetState] | undefined {
  if (rest === null || state.spread === null || rest < pagesWorthCutting * pageSize) return undefined;
  const span = Math.min(rest * state.spread, state.upTo - state.next);
  const middle = state.next + Math.floor(span / 2);
  if (middle <= state.next || middle >= state.upTo) return undefined;
  return [{ ...state, upTo: middle }, { ...state, next: middle + 1 }];
}
