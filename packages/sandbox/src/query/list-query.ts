/** The query of a list, decoded and not yet validated. */
export interface ListQuery {
  readonly filters: ReadonlyMap<string, string>;
  readonly ranges: ReadonlyMap<string, string>;
  /** As in `sort=a,-b`, or null. */
  readonly sort: string | null;
  readonly page: number;
  readonly perPage: number;
}

/** Default and maximum page size (official guide; larger sizes were clamped in 2026). */
const DEFAULT_SIZE = 30;
const MAX_SIZE = 100;

const positive = (text: string | undefined, otherwise: number): number => {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : otherwise;
};

/** Reads `page[…]`, `page`, `per_page`, `filter[…]`, `range[…]` and `sort`. */
export function readListQuery(query: Readonly<Record<string, string>>): ListQuery {
  const filters = new Map<string, string>();
  const ranges = new Map<string, string>();
  for (const [key, value] of Object.entries(query)) {
    const [, kind, name] = /^(filter|range)\[(.+)\]$/.exec(key) ?? [];
    if (kind === "filter" && name !== undefined) filters.set(name, value);
    if (kind === "range" && name !== undefined) ranges.set(name, value);
  }
  const size = positive(query["page[size]"] ?? query["per_page"], DEFAULT_SIZE);
  return {
    filters,
    ranges,
    sort: query["sort"] || null,
    page: positive(query["page[number]"] ?? query["page"], 1),
    perPage: Math.min(size, MAX_SIZE),
  };
}
