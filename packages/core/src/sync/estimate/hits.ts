import { ownersPerHit } from "../../client/traversal/by-ids.js";
import { mostFilterValues } from "../../client/query/query-values.js";
import type { AnyEndpoint } from "../../resource/index.js";

/** Hits that it takes to read a list of so many rows, by its endpoint's traversal. */
export function hitsOfList(endpoint: AnyEndpoint, rows: number): number {
  const pages = Math.max(1, Math.ceil(rows / endpoint.pageSize));
  if (pages === 1 || endpoint.traversal === "keyset") return pages;
  // Page 1 comes again at the end, or the whole list does.
  return endpoint.traversal === "last-to-first" ? pages + 1 : 2 * pages;
}

/** Hits that it takes to ask for so many rows by their own ids. */
export function hitsByIds(endpoint: AnyEndpoint, ids: number): number {
  return Math.ceil(ids / mostFilterValues) * Math.ceil(mostFilterValues / endpoint.pageSize);
}

/**
 * Hits that it takes to ask for the rows of so many owners, when each has so many: first a hundred owners, then
 * as many at a time as fill pages best.
 */
export function hitsByOwners(endpoint: AnyEndpoint, owners: number, rowsPerOwner: number): number {
  const of = (count: number): number => Math.max(1, Math.ceil((count * rowsPerOwner) / endpoint.pageSize));
  if (owners === 0) return 0;
  if (endpoint.onlyUnder !== undefined) return Math.ceil(owners * hitsOfList(endpoint, rowsPerOwner));
  if (owners <= mostFilterValues) return of(owners);
  const rest = owners - mostFilterValues;
  const size = Math.max(1, ownersPerHit(rowsPerOwner, endpoint.pageSize, mostFilterValues));
  const last = rest % size;
  return of(mostFilterValues) + Math.floor(rest / size) * of(size) + (last === 0 ? 0 : of(last));
}
