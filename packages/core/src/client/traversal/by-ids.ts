import { HttpError } from "../../errors/index.js";
import type { RawPage } from "../fetch-page.js";
import { mostFilterValues } from "../query/query-values.js";
import { spanParams, type KeysetOptions } from "./keyset.js";
import { isTooHeavy } from "./page-size.js";
import { runLanes } from "./run-lanes.js";
import { advanceSpan, newSpan, withoutRepeats, type Span } from "./span.js";
import type { Traverse } from "./step.js";

export interface ByIdsOptions extends Omit<KeysetOptions, "spans"> {
  /** The filter that takes the owners' ids. */
  readonly by: string;
  /** Ascending, each once. */
  readonly owners: readonly number[];
  readonly idRange: readonly [from: number, to: number];
  /** Which owners, and from which id on: everything, or what an earlier traversal had left. */
  readonly spans: readonly (readonly [firstOwner: number, lastOwner: number, from: number])[];
}

/** Owners that are asked for together, and the ids of their rows that are still to be read. */
interface Chunk {
  readonly owners: readonly number[];
  /** The highest owner that it stands for; the last chunk also stands for owners that are added later. */
  readonly last: number;
  readonly span: Span;
}

/** The highest owner that a resume point can name. */
export const lastOwner = Number.MAX_SAFE_INTEGER;

/**
 * Reads the rows of owners, 100 owners a request, by ascending id within each hundred; lanes take one hundred
 * each. The first hundred shows how many rows an owner has; where fewer than 100 owners fill a page just as
 * well, the others are asked for in such numbers. Its resume point names owners by value, so that it stays
 * valid when owners are added or removed; owners added below it meanwhile are not asked for.
 */
export function byIds(options: ByIdsOptions): Traverse {
  const chunks = cutSpans(options, options.spans, mostFilterValues);
  if (chunks.length === 0) return nothing;
  return (signal) =>
    runLanes<Chunk>(
      {
        lanes: chunks,
        inFlight: options.lanes,
        fetch: ({ owners, span }, signalOfRun) =>
          options.fetchPage(
            () => ({
              params: [[`filter[${options.by}]`, owners.join(",")], ...spanParams(span, options)],
              position: `of ${String(owners.length)} ${options.by} from id ${String(span.from)}`,
            }),
            signalOfRun,
            (error) => isTooLong(error, owners),
          ),
        advance: (chunk, page) => {
          const span = advanceSpan(chunk.span, page, options);
          return { lanes: span === null ? [] : [{ ...chunk, span }], rows: withoutRepeats(page.rows) };
        },
        recut: (chunk, page, others) => recut(options, chunk, page, others),
        recover: (chunk, error) => (isTooHeavy(error) && chunk.owners.length > 1 ? halve(chunk) : undefined),
        resume: (lanes) => ({ kind: "ids", spans: toSpans(lanes, options.idRange[0]) }),
      },
      signal,
    );
}

/**
 * Fewer ids than this have never been too many for one filter: where 42 still answers 502, its page is too
 * heavy.
 */
const fewOwners = 25;

/** Whether a filter of so many ids may be what 42 answers 502 to: more than about 100 always are (42Stat). */
function isTooLong(error: unknown, owners: readonly number[]): boolean {
  return error instanceof HttpError && error.status === 502 && owners.length > fewOwners;
}

/** Cuts the remaining owners into chunks. Owners whose rows were begun stay together. */
function cutSpans(
  { owners, idRange: [start, to] }: ByIdsOptions,
  spans: ByIdsOptions["spans"],
  size: number,
): readonly Chunk[] {
  return spans.flatMap(([first, last, from]) => {
    const own = owners.filter((owner) => owner >= first && owner <= last);
    return toChunks(own, last, newSpan(from, to), from > start ? mostFilterValues : size);
  });
}

/** X-Total of a chunk's first page is what its owners have; the other owners have about as much. */
function recut(
  options: ByIdsOptions,
  { owners, span }: Chunk,
  page: RawPage,
  others: readonly Chunk[],
): readonly Chunk[] {
  const [start] = options.idRange;
  const { total } = page.meta;
  // An id has at most one row, so a hundred never take two pages. A handful of owners says little about the
  // others.
  if (options.by === "id" || total === null || span.from > start || owners.length < mostFilterValues)
    return others;
  const size = ownersPerHit(total / owners.length, options.pageSize, mostFilterValues);
  return size === mostFilterValues ? others : cutSpans(options, toSpans(others, start), size);
}

function toChunks(owners: readonly number[], last: number, span: Span, size: number): readonly Chunk[] {
  return Array.from({ length: Math.ceil(owners.length / size) }, (_, index) => {
    const own = owners.slice(index * size, (index + 1) * size);
    return { owners: own, span, last: own.at(-1) === owners.at(-1) ? last : (own.at(-1) ?? last) };
  });
}

function halve({ owners, last, span }: Chunk): readonly Chunk[] {
  const half = Math.ceil(owners.length / 2);
  const remaining = owners.slice(0, half);
  return [
    { owners: remaining, last: remaining.at(-1) ?? last, span },
    { owners: owners.slice(half), last, span },
  ];
}

type OwnerSpan = readonly [firstOwner: number, lastOwner: number, from: number];

/** Chunks that were begun one by one; neighbours that were not, together. */
function toSpans(chunks: readonly Chunk[], start: number): readonly OwnerSpan[] {
  const spans: OwnerSpan[] = [];
  for (const { owners, last, span } of chunks) {
    const first = owners[0] ?? last;
    const end = owners.at(-1) ?? last;
    const before = spans.at(-1);
    if (span.from > start) {
      spans.push([first, end, span.from]);
      if (last > end) spans.push([end + 1, last, start]);
    } else if (before?.[2] === start) spans[spans.length - 1] = [before[0], last, start];
    else spans.push([first, last, start]);
  }
  return spans;
}

/** The page of a traversal that asks for nothing. */
export const emptyPage: RawPage = {
  rows: [],
  pageSize: 1,
  isCapKnown: false,
  meta: { total: 0, date: null, path: "", bytes: 0, size: 0 },
};

/** No owner to ask for: one empty page, no hit. */
async function* nothing(): AsyncGenerator<
  { page: RawPage; rows: readonly unknown[]; resume: null },
  void,
  void
> {
  yield { page: emptyPage, rows: [], resume: null };
}

/** Owners differ: one hundred may have a few more rows than the previous one. */
const margin = 1.04;

/** Beyond this many pages a hundred, the page that is not full is too small a part to matter. */
const mostPages = 3;

/**
 * How many owners to ask for at once, so that their rows end just before a page does: when people have 1.05
 * rows each, 100 of them take two hits and 91 take one.
 *
 * @param most owners that 42 takes in one filter
 */
export function ownersPerHit(rowsPerOwner: number, pageSize: number, most: number): number {
  const rows = rowsPerOwner * margin;
  const pages = Math.max(1, Math.floor((most * rows) / pageSize));
  return pages > mostPages || rows === 0 ? most : Math.min(most, Math.floor((pages * pageSize) / rows));
}
