import { tiesTo, type AnyTable, type Row } from "../../resource/index.js";
import { addCounts, noRows, type Entry, type RowCounts } from "../ports/index.js";
import { askedByIdsOf, noteOwnersToReread } from "./owners-to-reread.js";
import { writeLinks } from "./write-links.js";
import { hasRow, invalidItemKey, keptRows, type MemoryState } from "./memory-state.js";
import { keyOf, writeRow } from "./rows.js";

/** Stores an entry, puts it in quarantine, or skips it. */
export function writeEntry(state: MemoryState, table: AnyTable, entry: Entry): RowCounts {
  const { row, links } = entry;
  const rows = keptRows(state, table.name);
  const key = keyOf(table, row);
  if (!entry.mayEnter && !rows.has(key)) return { ...noRows, skipped: 1 };
  const missing = missingParent(state, table, row);
  if (missing?.skip === true) return { ...noRows, skipped: 1 };
  if (missing !== undefined) {
    state.quarantine.set(`${table.name} ${key}`, {
      table: table.name,
      reason: "missing_parent",
      detail: `${missing.column} ${String(row[missing.column])} is not among ${missing.parent}`,
      payload: row,
      links,
      missing: { table: missing.parent, id: row[missing.column] },
    });
    return { ...noRows, quarantined: 1 };
  }
  state.quarantine.delete(`${table.name} ${key}`);
  state.quarantine.delete(invalidItemKey(table, row["id"]));
  if (rows.get(key)?.deleted !== false)
    noteOwnersToReread(state, askedByIdsOf(state, table), row["id"], "entered");
  const outcome = writeRow(rows, table, row);
  // Links of an item that is older than its row are old too.
  if (outcome === "stale") return { ...noRows, stale: 1 };
  if (outcome !== "unchanged") noteFollowers(state, table, row);
  if (outcome === "updated") for (const child of state.declared) takeOver(state, child, table, row);
  return addCounts({ ...noRows, [outcome]: 1 }, { ...noRows, linksSkipped: writeLinks(state, table, entry) });
}

interface MissingParent {
  readonly column: string;
  readonly parent: string;
  readonly skip: boolean;
}

/**
 * The parent that a row points at and that is not stored. One without which the row is skipped goes before one
 * that it may wait for.
 */
function missingParent(state: MemoryState, table: AnyTable, row: Row): MissingParent | undefined {
  const missing = Object.entries(table.columns).flatMap(
    ([column, { references, nullable }]): readonly MissingParent[] => {
      if (
        references === undefined ||
        (row[column] === null && nullable === true) ||
        hasRow(state, references.table, row[column])
      )
        return [];
      return [{ column, parent: references.table, skip: references.missing === "skip" }];
    },
  );
  return missing.find(({ skip }) => skip) ?? missing[0];
}

/** The owner of a row that is new or really changed must be re-read in the tables that follow this one. */
function noteFollowers(state: MemoryState, table: AnyTable, row: Row): void {
  for (const child of state.declared)
    if (child.follows?.table === table.name)
      noteOwnersToReread(state, [child], row[child.follows.by], "followed");
}

/** Writes what rows of a table repeat of their owner's. */
function takeOver(state: MemoryState, table: AnyTable, owners: AnyTable, owner: Row): void {
  if (table.askBy?.table !== owners.name) return;
  const repeated = Object.entries(table.columns).flatMap(([name, { repeats }]) =>
    repeats === undefined ? [] : [[name, owner[repeats]] as const],
  );
  const [by] = tiesTo(table, owners.name).owned;
  if (repeated.length === 0 || by === undefined) return;
  const rows = keptRows(state, table.name);
  for (const [key, one] of rows)
    if (one.row[by] === owner["id"])
      rows.set(key, { ...one, row: { ...one.row, ...Object.fromEntries(repeated) } });
}
