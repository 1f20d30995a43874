import type { AnyTable } from "../../resource/index.js";
import type { Counts } from "../ports/index.js";

/** This many rows may be gone from one table at once, whatever its size. */
const mostAtOnce = 50;
/** And this share of it. */
const mostShare = 0.02;

/**
 * Whether so many rows gone at once look like a fault of the API rather than ordinary deletions: more than 50,
 * and more than 2 % of the table. Deletions above this limit are reported, not applied.
 *
 * @param of rows of the table that are not marked
 */
export function isOverDeletionLimit(gone: number, of: number): boolean {
  return gone > mostAtOnce && gone > of * mostShare;
}

/** How many of these deletions are over the limit: none of them, or all. */
export async function countOverDeletionLimit(
  counts: Pick<Counts, "count">,
  table: AnyTable,
  { gone, allowMassDeletion }: { readonly gone: number; readonly allowMassDeletion: boolean },
): Promise<number> {
  if (gone === 0 || allowMassDeletion) return 0;
  return isOverDeletionLimit(gone, await counts.count(table)) ? gone : 0;
}
