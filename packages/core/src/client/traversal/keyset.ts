import type { Params } from "../query/encode-query.js";
import type { FetchSized } from "./page-size.js";
import { runLanes } from "./run-lanes.js";
import { advanceSpan, newSpan, withoutRepeats, type Span, type SpanContext } from "./span.js";
import { splitSpan, worthALane } from "./split-span.js";
import type { Traverse } from "./step.js";

export interface KeysetOptions extends SpanContext {
  readonly fetchPage: FetchSized;
  /** Rows of a page as the endpoint declares them. */
  readonly pageSize: number;
  /** Whether the list takes `sort=id`; one that does not comes by ascending id anyway, which is checked. */
  readonly sortable: boolean;
  readonly lanes: number;
  /** What to read: all ids, the caller's range, or where an earlier traversal stood. */
  readonly spans: readonly (readonly [from: number, to: number])[];
}

/**
 * Reads a list by ascending id, always page 1 of a moving lower bound. Rows that come, go or change meanwhile
 * move no other row to a page that was read already. Long lists are cut by id into lanes.
 */
export function keyset(options: KeysetOptions): Traverse {
  const { fetchPage, lanes: inFlight, pageSize } = options;
  return (signal) =>
    runLanes<Span>(
      {
        lanes: options.spans.map(([from, to]) => newSpan(from, to)),
        inFlight,
        fetch: (span, signalOfRun) =>
          fetchPage(
            () => ({ params: spanParams(span, options), position: `from id ${String(span.from)}` }),
            signalOfRun,
          ),
        advance: (span, page, others) => {
          const rest = advanceSpan(span, page, options);
          const rows = withoutRepeats(page.rows);
          if (rest === null) return { lanes: [], rows };
          const free = inFlight - others.length - 1;
          const widest = others.every((other) => other.rest === null || other.rest <= (rest.rest ?? 0));
          const cut = free > 0 && widest && (rest.rest ?? 0) >= worthALane * pageSize;
          return { lanes: cut ? splitSpan(rest, free + 1, page) : [rest], rows };
        },
        resume: (spans) => ({ kind: "keyset", spans: spans.map(({ from, to }) => [from, to] as const) }),
      },
      signal,
    );
}

/** The query of a span: page 1 of `range[id]=from,to`. */
export function spanParams(span: Span, { sortable }: Pick<KeysetOptions, "sortable">): Params {
  return [
    ["range[id]", `${String(span.from)},${String(span.to)}`],
    ...(sortable ? [["sort", "id"] as const] : []),
  ];
}
