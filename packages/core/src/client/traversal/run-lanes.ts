import type { RawPage } from "../ask-page.js";
import type { Resume } from "../page.js";

/** Where one lane stands: plain JSON. */
export type LaneState = Readonly<Record<string, number | null>>;

export interface Step<State extends LaneState> {
  readonly page: RawPage;
  /** Where the lane goes on; null at its end. */
  readonly next: State | null;
  /** Rows that the lane still has, as far as it knows; lets a long rest be cut. */
  readonly rest: number | null;
}

export interface LanesOptions<State extends LaneState> {
  readonly from: readonly State[];
  /** Requests in flight at most. */
  readonly lanes: number;
  readonly ask: (state: State, signal: AbortSignal) => Promise<Step<State>>;
  /** Cuts what is left of a lane in two, or says that it is not worth it. */
  readonly cut: (state: State, rest: number | null) => readonly [State, State] | undefined;
  readonly signal: AbortSignal | undefined;
}

export interface LanePage {
  readonly page: RawPage;
  /** Where every lane stands once this page is done; pages in flight count as not done. */
  readonly resume: Resume | null;
}

interface Lane<State extends LaneState> {
  state: State;
  rest: number | null;
}

/**
 * Reads several lanes at once and hands out their pages as they come. The first request is alone, because only its answer
 * tells how much there is; then the longest rest is cut until all lanes are busy. A consumer that stops aborts what is in flight.
 */
export async function* runLanes<State extends LaneState>(options: LanesOptions<State>): AsyncGenerator<LanePage, void, void> {
  const lanes: Lane<State>[] = options.from.map((state) => ({ state, rest: null }));
  const inFlight = new Map<Lane<State>, Promise<{ lane: Lane<State>; step: Step<State> }>>();
  const stop = new AbortController();
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal]);
  try {
    for (let first = true; lanes.length > 0; first = false) {
      if (!first) cutLongest(lanes, options, inFlight);
      for (const lane of lanes) {
        if (inFlight.has(lane) || inFlight.size >= options.lanes) continue;
        const asked = options.ask(lane.state, signal).then((step) => ({ lane, step }));
        // Awaited through the race below; a rejection while another lane's page is worked on must not go unhandled.
        asked.catch(() => undefined);
        inFlight.set(lane, asked);
      }
      const { lane, step } = await Promise.race(inFlight.values());
      inFlight.delete(lane);
      lane.rest = step.rest;
      if (step.next === null) lanes.splice(lanes.indexOf(lane), 1);
      else lane.state = step.next;
      yield { page: step.page, resume: lanes.length === 0 ? null : lanes.map((one) => one.state) };
    }
  } finally {
    stop.abort();
  }
}

function cutLongest<State extends LaneState>(lanes: Lane<State>[], options: LanesOptions<State>, inFlight: ReadonlyMap<Lane<State>, unknown>): void {
  while (lanes.length < options.lanes) {
    // A lane whose page is in flight cannot be cut: its answer says where it stands.
    const idle = lanes.filter((lane) => !inFlight.has(lane)).sort((a, b) => (b.rest ?? 0) - (a.rest ?? 0));
    const lane = idle[0];
    const halves = lane === undefined ? undefined : options.cut(lane.state, lane.rest);
    if (lane === undefined || halves === undefined) return;
    lane.state = halves[0];
    const rest = lane.rest === null ? null : Math.ceil(lane.rest / 2);
    lane.rest = rest;
    lanes.push({ state: halves[1], rest });
  }
}
