import type { PlannedPass } from "../plan/plan.js";
import type { Counts } from "../ports/index.js";

/**
 * Whether an item concerns somebody who is mirrored, or does not tell whom; always yes for a table that does
 * not ask.
 */
export async function createBelongs(
  { table, owners }: Pick<PlannedPass, "table" | "owners">,
  counts: Pick<Counts, "ids">,
): Promise<(item: unknown) => boolean> {
  const { belongsTo } = table;
  if (belongsTo === undefined || owners === undefined) return () => true;
  const here = new Set(await counts.ids(owners));
  return (item) => {
    const ids = belongsTo.ids(item);
    return ids.length === 0 || ids.some((id) => here.has(id));
  };
}
