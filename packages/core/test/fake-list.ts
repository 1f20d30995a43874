import type { FakeAnswer, FakeRequest } from "./fake-api.js";

export interface FakeRow {
  id: number;
  [field: string]: unknown;
}

/**
 * A list as 42 answers it: filters, `range[id]`, `sort`, pages, X-Total, all on the rows as they are at that
 * moment.
 */
export function listAnswer(
  rows: readonly FakeRow[],
  request: FakeRequest,
  options: { readonly total?: string | null; readonly order?: readonly number[] } = {},
): FakeAnswer {
  const { query } = request;
  const [from, to] = (query["range[id]"] ?? "0,2147483647").split(",").map(Number);
  const filters = Object.entries(query).flatMap(([name, value]) =>
    name.startsWith("filter[") ? [[name.slice(7, -1), value.split(",")] as const] : [],
  );
  const found = rows.filter(
    (row) =>
      row.id >= (from ?? 0) &&
      row.id <= (to ?? 0) &&
      filters.every(([name, values]) => values.includes(String(row[name]))),
  );
  if (query["sort"] === "id" || query["range[id]"] !== undefined) found.sort((a, b) => a.id - b.id);
  else if (query["sort"] === "-id") found.sort((a, b) => b.id - a.id);
  const size = Math.min(100, Number(query["page[size]"] ?? 30));
  const page = Number(query["page[number]"] ?? 1);
  const total = options.total === undefined ? String(found.length) : options.total;
  return {
    json: found.slice((page - 1) * size, page * size),
    headers: { "x-per-page": String(size), ...(total === null ? {} : { "x-total": total }) },
  };
}

/** Rows with these ids. */
export const rowsOf = (
  ids: Iterable<number>,
  fields: (id: number) => Record<string, unknown> = () => ({}),
): FakeRow[] => [...ids].map((id) => ({ id, ...fields(id) }));

/** 1, 2, 3… */
export const upTo = (count: number, step = 1): number[] =>
  Array.from({ length: count }, (_, index) => (index + 1) * step);
