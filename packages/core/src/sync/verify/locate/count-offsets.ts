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
export type Leads = Map<number, Lead>;

/** The rows that 42 has more from one id to below another, and whether that was counted. */
export function gained(
  leads: Leads,
  from: number,
  below: number,
): { readonly diff: number; readonly isCounted: boolean } {
  const [start, end] = [leads.get(from), leads.get(below)];
  return {
    diff: (end?.rows ?? 0) - (start?.rows ?? 0),
    isCounted: start !== undefined && start.group === end?.group,
  };
}

/** Begins a group with an assumption: that from another id to this one nothing differs. */
export function assume(leads: Leads, at: number, like: number): void {
  const group = 1 + Math.max(0, ...[...leads.values()].map((lead) => lead.group));
  leads.set(at, { group, rows: leads.get(like)?.rows ?? 0 });
}

/**
 * Takes in what was counted from one id to below another. Of two groups that it brings together, the one that
 * was assumed moves.
 */
export function relate(leads: Leads, from: number, below: number, diff: number): void {
  const [start, end] = [leads.get(from), leads.get(below)];
  if (start === undefined) return;
  if (end === undefined) {
    leads.set(below, { group: start.group, rows: start.rows + diff });
    return;
  }
  const more = diff - (end.rows - start.rows);
  if (end.group === start.group)
    end.rows += more; // 42 moved meanwhile: the latest count holds
  else if (end.group === counted) shift(leads, start.group, { by: -more, into: counted });
  else shift(leads, end.group, { by: more, into: start.group });
}

function shift(
  leads: Leads,
  group: number,
  { by, into }: { readonly by: number; readonly into: number },
): void {
  for (const lead of leads.values()) {
    if (lead.group !== group) continue;
    lead.group = into;
    lead.rows += by;
  }
}
