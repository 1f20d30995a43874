import { ownersPerHit } from "../../client/traversal/owners-per-hit.js";
import type { AnyEndpoint } from "../../resource/index.js";

/** Owners in one hit; see `traverse`. */
const mostOwners = 100;

/** Hits that reading a list of so many rows takes, by its endpoint's traversal. */
export function hitsOfList(endpoint: AnyEndpoint, rows: number): number {
  const pages = Math.max(1, Math.ceil(rows / endpoint.pageSize));
  if (pages === 1 || endpoint.traversal === "keyset") return pages;
  // Page 1 comes again at the end, or the whole list does.
  return endpoint.traversal === "last-to-first" ? pages + 1 : 2 * pages;
}

/** Hits that asking for so many rows by their own ids takes. */
export function hitsByIds(endpoint: AnyEndpoint, ids: number): number {
  return Math.ceil(ids / mostOwners) * Math.ceil(mostOwners / endpoint.pageSize);
}

/**
 * Hits that asking so many owners takes, when each has so many rows: the first hundred, then in the numbers
 * that fill pages best.
 */
export function hitsByOwners(endpoint: AnyEndpoint, owners: number, rowsPerOwner: number): number {
  const of = (count: number): number => Math.max(1, Math.ceil((count * rowsPerOwner) / endpoint.pageSize));
  if (owners === 0) return 0;
  if (endpoint.onlyUnder !== undefined) return Math.ceil(owners * hitsOfList(endpoint, rowsPerOwner));
  if (owners <= mostOwners) return of(owners);
  const rest = owners - mostOwners;
  const size = Math.max(1, ownersPerHit(rowsPerOwner, endpoint.pageSize, mostOwners));
  const last = rest % size;
  return of(mostOwners) + Math.floor(rest / size) * of(size) + (last === 0 ? 0 : of(last));
}
