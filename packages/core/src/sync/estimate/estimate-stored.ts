import { takesIds } from "../read/confirm-by-id.js";
import { isWholeList, type Plan, type PlannedPass } from "../plan/planned-pass.js";
import type { Store } from "../ports/index.js";
import { hitsByIds, hitsByOwners, hitsOfList } from "./hits.js";

/** What a pass will take, as far as what is stored says. */
export interface Part {
  readonly rows: number;
  readonly hits: number;
  /** Whether it rests on a count of exactly these rows. */
  readonly counted: boolean;
}

/** A refresh reads as many rows of its owners as are stored. */
export async function estimateRefresh(
  { counts }: Pick<Store, "counts">,
  { table, endpoint, slice = [] }: PlannedPass,
): Promise<Part> {
  const owners = slice.flat();
  const rows =
    owners.length === 0 || table.askBy === undefined
      ? 0
      : await counts.count(table, [{ column: table.askBy.filter, in: owners }]);
  return {
    rows,
    hits: hitsOfSlice({ table, endpoint }, owners.length, rows / Math.max(1, owners.length)),
    counted: true,
  };
}

/** Hits that the rows of so many owners of a table take; people themselves are one row each. */
export function hitsOfSlice(
  { table, endpoint }: Pick<PlannedPass, "table" | "endpoint">,
  owners: number,
  rowsPerOwner: number,
): number {
  return table.askBy?.table === table.name
    ? hitsByIds(endpoint, owners)
    : hitsByOwners(endpoint, owners, rowsPerOwner);
}

/**
 * A pass for missing parents asks for those that are missing now, 100 a hit; for nothing where the plan reads
 * the whole list anyway.
 */
export async function estimateParents(
  { counts }: Pick<Store, "counts">,
  plan: Plan,
  { table, endpoint }: PlannedPass,
): Promise<Part> {
  const missing = (await counts.missing(table)).length;
  const isRead = plan.passes.some((pass) => pass.table === table && isWholeList(pass, plan.scope));
  if (missing === 0 || isRead) return { rows: 0, hits: 0, counted: true };
  return { rows: missing, ...asked(endpoint, missing, await counts.count(table)) };
}

/** Stored rows that are not in their list are confirmed by id: as many as the list is shorter. */
export async function estimateSuspects(
  { counts }: Pick<Store, "counts">,
  { table, endpoint }: PlannedPass,
  listed: number,
): Promise<Part> {
  const stored = await counts.count(table);
  const suspects = Math.max(0, stored - listed);
  return suspects === 0
    ? { rows: 0, hits: 0, counted: true }
    : { rows: suspects, ...asked(endpoint, suspects, stored) };
}

function asked(
  endpoint: PlannedPass["endpoint"],
  ids: number,
  stored: number,
): Pick<Part, "hits" | "counted"> {
  return {
    hits: takesIds(endpoint) ? hitsByIds(endpoint, ids) : hitsOfList(endpoint, stored),
    counted: false,
  };
}

/** Whether a pass is listed in a plan: one for missing parents that asks for nothing is not. */
export function isReported(
  { kind }: Pick<PlannedPass, "kind">,
  { hits }: { readonly hits: number | null },
): boolean {
  return kind !== "parents" || (hits !== null && hits > 0);
}
