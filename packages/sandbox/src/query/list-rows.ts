import type { Endpoint, ListPath, TestContext } from "../endpoints/endpoint.js";
import type { Stored } from "../store/stored.js";
import { selectRows, type Constraint } from "./constraint.js";
import { filterConstraints } from "./filter-constraint.js";
import type { ListQuery } from "./list-query.js";
import { rangeConstraint, readRanges, type Range } from "./range-constraint.js";
import type { ResultCache } from "./result-cache.js";
import { scopeConstraint } from "./scope-constraint.js";
import { isById, readOrder, sortRows } from "./sort-rows.js";

/** A page of a list, and how many items the list has in all. */
export interface Listed {
  readonly rows: readonly Stored[];
  readonly total: number;
}

/** A requested list: its endpoint, its parent, and its query. */
export interface ListRequest {
  readonly endpoint: Endpoint;
  readonly list: ListPath;
  /** The value of `:id` in the path; empty if there is none. */
  readonly parent: string;
  readonly query: ListQuery;
}

/** Selects, sorts and pages rows; every list uses it. */
export function listRows(request: ListRequest, context: TestContext, cache: ResultCache): Listed {
  const { endpoint, query } = request;
  const ranges = readRanges(endpoint, query.ranges, context);
  const order = readOrder(endpoint, query.sort);
  // The range on ids is cut from the cached rows, so reading by ids needs no second selection.
  const idRange = ranges.find(({ name }) => name === "id");
  const others = ranges.filter((one) => one !== idRange);
  const copies = ranges.length === 0 ? undefined : endpoint.repeats;
  const key = `${cacheKey(request, others, context)}${copies === undefined ? "" : "|repeated"}`;
  const selected = cache.get(key, context.world.version, () => {
    const rows = select(request, others, context);
    return copies === undefined
      ? rows
      : rows.flatMap((row) => Array.from({ length: copies(row) }, () => row));
  });
  const start = idRange === undefined ? 0 : lowerBound(selected, Number(idRange.low));
  const end =
    idRange === undefined
      ? selected.length
      : Math.max(start, lowerBound(selected, Math.floor(Number(idRange.high)) + 1));
  const total = end - start;
  const from = Math.min(total, (query.page - 1) * query.perPage);
  const to = Math.min(total, from + query.perPage);
  if (isById(order) && order[0]?.descending === true)
    return { rows: selected.slice(end - to, end - from).reverse(), total };
  if (isById(order)) return { rows: selected.slice(start + from, start + to), total };
  const sortKey = `${key}|${start}-${end}|${JSON.stringify(order)}`;
  const sorted = cache.get(sortKey, context.world.version, () =>
    sortRows(selected.slice(start, end), order, endpoint, context.world),
  );
  return { rows: sorted.slice(from, to), total };
}

function select(
  { endpoint, list, parent, query }: ListRequest,
  ranges: readonly Range[],
  context: TestContext,
): readonly Stored[] {
  const scope = scopeConstraint(endpoint, list, parent, context.world);
  const constraints: Constraint[] = [
    ...(scope === undefined ? [] : [scope]),
    ...filterConstraints(endpoint, query.filters, context),
    ...ranges.map((range) => rangeConstraint(endpoint, range, context)),
    ...(endpoint.isListed === undefined
      ? []
      : [{ test: (row: Stored) => endpoint.isListed?.(row) !== false }]),
  ];
  return selectRows(context.world.rowsOf(endpoint.resource).rows, constraints);
}

/** Filters like `active` depend on the clock, so their selection is only valid for one instant. */
function cacheKey(
  { endpoint, list, parent, query }: ListRequest,
  ranges: readonly Range[],
  { now }: TestContext,
): string {
  const instant = [...query.filters.keys()].some((name) => endpoint.timedTests?.includes(name)) ? now : 0;
  return JSON.stringify([list.path, parent, [...query.filters], ranges, instant]);
}

const lowerBound = (rows: readonly Stored[], id: number): number => {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.id ?? Infinity) < id) low = middle + 1;
    else high = middle;
  }
  return low;
};
