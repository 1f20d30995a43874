import {
  addCounts,
  noRows,
  type Completion,
  type OwnedId,
  type PageCommit,
  type RowCounts,
} from "../ports/index.js";
import { cover, coverVerified } from "./coverage.js";
import { markGone } from "./mark-gone.js";
import { placeOf, type MemoryState } from "./memory-state.js";
import { releaseRows, quarantineItem, noteParentsNotFound } from "./quarantine.js";
import { lastByKey } from "./rows.js";
import { writeEntry } from "./write-entry.js";

/** Stores a page; `now` in local milliseconds. */
export function commitPage(state: MemoryState, page: PageCommit, now: number): RowCounts {
  for (const key of page.revalidated ?? []) state.quarantine.delete(key);
  const counts = writeRows(state, page);
  noteParentsNotFound(state, page.table, page.parentsNotFound ?? [], now);
  notePlace(state, page, now);
  return counts;
}

function writeRows(
  state: MemoryState,
  { table, entries, invalidItems, skipped, gone = [] }: PageCommit,
): RowCounts {
  const last = lastByKey(table, entries);
  // A repeated key within a page has been written once; the earlier ones count as unchanged.
  let counts: RowCounts = { ...noRows, skipped, unchanged: entries.length - last.length };
  for (const entry of last) counts = addCounts(counts, writeEntry(state, table, entry));
  for (const invalidItem of invalidItems) quarantineItem(state, table, invalidItem);
  counts = addCounts(counts, { ...noRows, quarantined: invalidItems.length });
  return addCounts(counts, {
    ...noRows,
    released: releaseRows(state, table, last),
    deleted: markGone(state, table, gone),
  });
}

/** What a page says of its (table, scope) beside the rows. */
function notePlace(state: MemoryState, page: PageCommit, now: number): void {
  const { ownersToReread, coverage, verified, outOfScope, resumePoints } = state;
  const { table, reread = [], coverage: readWhole, verified: compared, resume } = page;
  const at = placeOf(table, page.scope);
  for (const id of reread) ownersToReread.get(at)?.delete(id);
  if (readWhole !== undefined)
    coverage.set(at, cover(coverage.get(at) ?? [], readWhole.ranges, readWhole.readAt));
  if (compared !== undefined)
    verified.set(at, coverVerified(verified.get(at) ?? [], compared.ranges, compared.readAt));
  for (const one of page.outOfScope ?? [])
    outOfScope.set(table.name, (outOfScope.get(table.name) ?? new Map<number, OwnedId>()).set(one.id, one));
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
