import type { IdRange } from "../../ports/index.js";
import { idsWithin } from "../locate/count-ids.js";

/**
 * Ids that cut a range into slices of equal size; of the first and the last, chance decides. Ascending.
 * @param offset from 0 to 1: where the first cut is
 */
export function cutSlices(
  ours: readonly number[],
  range: IdRange,
  count: number,
  offset: number,
): readonly number[] {
  const ids = idsWithin(ours, range);
  return Array.from(
    { length: count },
    (_, at) => ids[Math.floor(((at + offset) * ids.length) / count)] ?? range.from,
  );
}
