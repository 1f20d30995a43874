import type { RawPage } from "../fetch-page.js";
import type { Resume } from "../page.js";
import type { Step } from "./step.js";

/** What a lane became after one of its pages. */
interface Advanced<Lane> {
  /** What replaces it: nothing when it is done, several lanes when it was cut. */
  readonly lanes: readonly Lane[];
  readonly rows: readonly unknown[];
}

/** How lanes of one kind are read. A lane is a value; each page replaces it. */
export interface LaneRun<Lane extends object> {
  /** In the order in which they begin. At least one. */
  readonly lanes: readonly Lane[];
  /** Requests in flight at most. */
  readonly inFlight: number;
  fetch(lane: Lane, signal: AbortSignal): Promise<RawPage>;
  /** @throws TraversalError when the page breaks what the lane relies on */
  advance(lane: Lane, page: RawPage, others: readonly Lane[]): Advanced<Lane>;
  /**
   * Other lanes in place of those that have not begun, based on the very first page; nothing else is in
   * flight then.
   */
  recut?(lane: Lane, page: RawPage, others: readonly Lane[]): readonly Lane[];
  /** Smaller lanes in place of one that failed; undefined when the failure stands. */
  recover?(lane: Lane, error: unknown): readonly Lane[] | undefined;
  /** Where the lanes that are not done resume. */
  resume(lanes: readonly Lane[]): Resume;
}

type Landed<Lane> =
  { readonly lane: Lane; readonly page: RawPage } | { readonly lane: Lane; readonly error: unknown };

/**
 * Reads lanes side by side and yields their pages as they arrive. A lane asks for its next page when the
 * consumer asks for one, so that nothing runs ahead of the consumer; the other lanes' requests continue
 * meanwhile. Pages that are in flight when a lane fails are still delivered: their hits are spent. `resume`
 * counts what is not delivered as not done.
 */
export async function* runLanes<Lane extends object>(
  run: LaneRun<Lane>,
  signal: AbortSignal,
): AsyncGenerator<Step, void, void> {
  let lanes: readonly Lane[] = run.lanes;
  const flights = new Map<Lane, Promise<Landed<Lane>>>();
  // The first request runs alone: it shows the limits and how long the list is.
  let limit = 1;
  let failure: { readonly error: unknown } | undefined;
  const replace = (lane: Lane, by: readonly Lane[]): void => {
    lanes = lanes.flatMap((one) => (one === lane ? by : [one]));
  };
  while (lanes.length > 0) {
    for (const lane of failure === undefined ? lanes : []) {
      if (flights.size >= limit) break;
      if (!flights.has(lane))
        flights.set(
          lane,
          run.fetch(lane, signal).then(
            (page) => ({ lane, page }),
            (error: unknown) => ({ lane, error }),
          ),
        );
    }
    if (failure !== undefined && flights.size === 0) throw failure.error;
    const landed = await Promise.race(flights.values());
    flights.delete(landed.lane);
    if ("error" in landed) {
      const instead = failure === undefined ? run.recover?.(landed.lane, landed.error) : undefined;
      if (instead === undefined) failure ??= landed;
      else replace(landed.lane, instead);
      continue;
    }
    const { lane, page } = landed;
    const others = lanes.filter((one) => one !== lane);
    const advanced = run.advance(lane, page, others);
    if (limit === 1 && run.recut !== undefined && flights.size === 0 && lanes[0] === lane)
      lanes = [lane, ...run.recut(lane, page, others)];
    replace(lane, advanced.lanes);
    limit = run.inFlight;
    yield { page, rows: advanced.rows, resume: lanes.length === 0 ? null : run.resume(lanes) };
  }
}
