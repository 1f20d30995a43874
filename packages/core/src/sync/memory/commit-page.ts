import {
  addCounts,
  noRows,
  type Completion,
  type OwnedId,
  type PageCommit,
  type RowCounts,
} from "../ports/index.js";
import { cover } from "./coverage.js";
import { markGone } from "./mark-gone.js";
import { placeOf, type MemoryState } from "./memory-state.js";
import { healRows, keepMisfit, noteAbsent } from "./quarantine.js";
import { lastByKey } from "./rows.js";
import { writeEntry } from "./write-entry.js";

/** Stores a page; `now` in local milliseconds. */
export function commitPage(state: MemoryState, page: PageCommit, now: number): RowCounts {
  for (const key of page.fitting ?? []) state.quarantine.delete(key);
  const counts = writeRows(state, page);
  noteAbsent(state, page.table, page.absent ?? [], now);
  notePlace(state, page, now);
  return counts;
}

function writeRows(
  state: MemoryState,
  { table, entries, misfits, leftOut, gone = [] }: PageCommit,
): RowCounts {
  const last = lastByKey(table, entries);
  // A repeated key within a page has been written once; the earlier ones count as unchanged.
  let counts: RowCounts = { ...noRows, leftOut, unchanged: entries.length - last.length };
  for (const entry of last) counts = addCounts(counts, writeEntry(state, table, entry));
  for (const misfit of misfits) keepMisfit(state, table, misfit);
  counts = addCounts(counts, { ...noRows, quarantined: misfits.length });
  return addCounts(counts, {
    ...noRows,
    healed: healRows(state, table, last),
    deleted: markGone(state, table, gone),
  });
}

/** What a page says of its (table, scope) beside the rows. */
function notePlace(state: MemoryState, page: PageCommit, now: number): void {
  const { due, coverage, verified, outside, resumePoints } = state;
  const { table, settled = [], covered, verified: compared, resume } = page;
  const at = placeOf(table, page.scope);
  for (const id of settled) due.get(at)?.delete(id);
  if (covered !== undefined) coverage.set(at, cover(coverage.get(at) ?? [], covered.ranges, covered.readAt));
  if (compared !== undefined)
    verified.set(at, cover(verified.get(at) ?? [], compared.ranges, compared.readAt));
  for (const one of page.outside ?? [])
    outside.set(table.name, (outside.get(table.name) ?? new Map<number, OwnedId>()).set(one.id, one));
  if (page.completes !== undefined) complete(state, at, page.completes, now);
  if (resume === null) resumePoints.delete(at);
  else if (resume !== undefined) resumePoints.set(at, resume);
}

function complete(
  { watermarks, resumePoints }: MemoryState,
  at: string,
  { watermark, kind }: Completion,
  now: number,
): void {
  const before = kind === "full" ? undefined : watermarks.get(at)?.watermark;
  const later = before !== undefined && Date.parse(before) > Date.parse(watermark) ? before : watermark;
  watermarks.set(at, { watermark: later, completedAt: new Date(now).toISOString() });
  resumePoints.delete(at);
}
