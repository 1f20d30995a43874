/** The group of offsets that were counted from the very beginning of the list. */
export const counted = 0;

/** How many rows more 42 has below an id than we have, as far as counts say. */
interface Offset {
  /**
   * Offsets of one group were counted against each other; the first one of a group is assumed, except in
   * `counted`.
   */
  group: number;
  rows: number;
}

/** The offsets at the ids where a count began or ended. */
export type CountOffsets = Map<number, Offset>;

/** How many rows more 42 has from one id to below another, and whether that was counted. */
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

/** Begins a group with an assumption: nothing differs between another id and this one. */
export function assume(offsets: CountOffsets, at: number, like: number): void {
  const group = 1 + Math.max(0, ...[...offsets.values()].map((offset) => offset.group));
  offsets.set(at, { group, rows: offsets.get(like)?.rows ?? 0 });
}

/**
 * Takes in a count from one id to below another. Of two groups that it joins, the one that was assumed is
 * shifted.
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
    end.rows += more; // 42 changed meanwhile: the latest count holds
  else if (end.group === counted) shift(offsets, start.group, { by: -more, into: counted });
  else shift(offsets, end.group, { by: more, into: start.group });
}

function shift(
  offsets: CountOffsets,
  group: number,
  { by, into }: { readonly by: number; readonly into: number },
): void {
  for (const offset of offsets.values()) {
    if (offset.group !== group) continue;
    offset.group = into;
    offset.rows += by;
  }
}
