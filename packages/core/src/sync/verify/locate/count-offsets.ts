/** The group of leads that were counted from the very beginning of the list. */
export const counted = 0;

/** How many rows more 42 has below an id than we have, as far as counts tell. */
interface Lead {
  /**
   * Leads of one group were counted against each other; what a group begins with is assumed, but for
   * `counted`.
   */
  group: number;
  rows: number;
}

/** The leads at the ids where a count began or ended. */
export type CountOffsets = Map<number, Lead>;

/** The rows that 42 has more from one id to below another, and whether that was counted. */
export function gained(
  offsets: CountOffsets,
  from: number,
  below: number,
): { readonly diff: number; readonly isCounted: boolean } {
  const [start, end] = [offsets.get(from), offsets.get(below)];
  return {
    diff: (end?.rows ?? 0) - (start?.rows ?? 0),
    isCounted: start !== undefined && start.group === end?.group,
  };
}

/** Begins a group with an assumption: that from another id to this one nothing differs. */
export function assume(offsets: CountOffsets, at: number, like: number): void {
  const group = 1 + Math.max(0, ...[...offsets.values()].map((lead) => lead.group));
  offsets.set(at, { group, rows: offsets.get(like)?.rows ?? 0 });
}

/**
 * Takes in what was counted from one id to below another. Of two groups that it brings together, the one that
 * was assumed moves.
 */
export function relate(offsets: CountOffsets, from: number, below: number, diff: number): void {
  const [start, end] = [offsets.get(from), offsets.get(below)];
  if (start === undefined) return;
  if (end === undefined) {
    offsets.set(below, { group: start.group, rows: start.rows + diff });
    return;
  }
  const more = diff - (end.rows - start.rows);
  if (end.group === start.group)
    end.rows += more; // 42 moved meanwhile: the latest count holds
  else if (end.group === counted) shift(offsets, start.group, { by: -more, into: counted });
  else shift(offsets, end.group, { by: more, into: start.group });
}

function shift(
  offsets: CountOffsets,
  group: number,
  { by, into }: { readonly by: number; readonly into: number },
): void {
  for (const lead of offsets.values()) {
    if (lead.group !== group) continue;
    lead.group = into;
    lead.rows += by;
  }
}
