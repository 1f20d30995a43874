import type { RawPage } from "../fetch-page.js";
import { numericId, type Span, advanceSpan, newSpan, withoutRepeats, type SpanContext } from "./span.js";
import type { Params } from "../query/encode-query.js";
import type { FetchSized } from "./page-size.js";
import { runLanes } from "./run-lanes.js";
import type { Traverse } from "./step.js";

export interface KeysetOptions extends SpanContext {
  readonly fetchPage: FetchSized;
  /** Rows of a page as the endpoint declares them. */
  readonly pageSize: number;
  /** Whether the list takes `sort=id`; a list that does not is ascending by id anyway, which is checked. */
  readonly sortable: boolean;
  readonly lanes: number;
  /** What to read: all ids, the caller's range, or where an earlier traversal stood. */
  readonly spans: readonly (readonly [from: number, to: number])[];
}

/**
 * Reads a list by ascending id, always page 1 of a moving lower bound. Rows that are added, removed or
 * changed meanwhile move no other row to a page that was already read. Long lists are cut by id into lanes.
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

/** Pages that must remain for another lane to be worth the page that it may cost. */
export const worthALane = 20;

/**
 * Cuts a span into parts of about as many rows each, by the density of ids on the page before it. A wrong
 * guess costs a page and is corrected by the next cut.
 */
export function splitSpan(span: Span, parts: number, page: RawPage): readonly Span[] {
  const density = idDensity(page);
  if (parts < 2 || density === null || span.rest === null) return [span];
  const end = Math.min(span.to, span.from + Math.ceil(span.rest / density));
  const width = Math.floor((end - span.from) / parts);
  if (width < 1) return [span];
  return Array.from({ length: parts }, (_, index) => ({
    ...span,
    from: span.from + index * width,
    to: index === parts - 1 ? span.to : span.from + (index + 1) * width - 1,
    rest: Math.ceil((span.rest ?? 0) / parts),
    // Each part's own X-Total says what it takes.
    pagesRemaining: index === 0 ? span.pagesRemaining : Infinity,
  }));
}

/** Rows an id. */
function idDensity(page: RawPage): number | null {
  const ids = page.rows.flatMap((row) => numericId(row) ?? []);
  const [first] = ids;
  const last = ids.at(-1);
  return first === undefined || last === undefined || last <= first ? null : ids.length / (last - first + 1);
}
