import type { Differing, LockedBy } from "../ports/index.js";
import type { ReportedError } from "../report/report.js";

/** Rows of a table that are not as 42 has them, by id, ascending. */
export interface Differences {
  /** 42 has them, and they are not here. */
  readonly missing: readonly number[];
  /** They are here; 42 was asked for them by id and does not have them. */
  readonly gone: readonly number[];
  /**
   * Here and there, but 42 no longer agrees that they belong here, although its `updated_at` has not moved.
   */
  readonly changed: readonly number[];
}

/** A part of a table that a comparison did not reach. */
export interface Remaining {
  /**
   * When the part that waits longest was compared, ISO, by the server's clock; null where none of it ever was.
   */
  readonly oldest: string | null;
  /** Owners that were never compared; 0 for a table that is not asked for by owners. */
  readonly never: number;
}

/** What `verify` found in one table. */
export interface VerifiedTable {
  readonly table: string;
  /**
   * `list`: one list against all rows; `owners`: the rows of owners, 100 owners a hit; `read again`: the list
   * takes neither range nor filter.
   */
  readonly how: "list" | "owners" | "read again" | "none";
  /** Rows that were compared, and rows that 42 has in their place; null when nothing was. */
  readonly here: number | null;
  readonly there: number | null;
  /** Of `here`, rows that are known but not stored: in quarantine, out of scope, forgotten. */
  readonly knownNotStored: number;
  readonly found: Differences;
  /** What still differs after a repair; without one, what was found. */
  readonly remains: Differences;
  /**
   * They changed at 42 after the table's watermark, or belong to an owner that entered and whose rows are
   * still to be read: the next run stores them.
   */
  readonly pending: readonly number[];
  /** 42 has them in another list than the scope's: they left. Their rows stay, kept up to date. */
  readonly elsewhere: readonly number[];
  /** Owners whose rows were compared, of how many; null for a table that is not asked for by owners. */
  readonly owners: { readonly compared: number; readonly of: number } | null;
  /**
   * Rows by which 42's count differs from ours and whose ids were not found before the comparison ended; 0
   * when it did not end early.
   */
  readonly unlocated: number;
  /** What this comparison did not reach, and when an earlier one did; null when it reached everything. */
  readonly remaining: Remaining | null;
  /**
   * Probability, 0 to 1, that one surplus and one missing row hide each other in what was compared; null when
   * nothing was.
   */
  readonly chance: number | null;
  /**
   * Rows that were compared value by value, and those of them that differ although they have not changed
   * since the watermark; a repair stores these.
   */
  readonly sampled: number;
  readonly differing: readonly Differing[];
  /** What a repair did; null where none was asked for, or there was nothing to do. */
  readonly repaired: { readonly stored: number; readonly marked: number } | null;
  /** Rows that are gone and were not marked, because they are too many at once. */
  readonly overDeletionLimit: number;
  readonly hits: number;
  /** Why it was not compared, or not completely. */
  readonly reason: string | null;
  /** The same without the error's message: `93 owners not compared`. */
  readonly shortfall: string | null;
  readonly error: ReportedError | null;
}

/** What `verify` found. */
export interface VerifyReport {
  readonly scope: string;
  readonly tables: readonly VerifiedTable[];
  readonly hits: number;
  /** Whether any difference remains. */
  readonly different: boolean;
  /** Whether something was not compared because 42 failed, rather than for want of hits. */
  readonly failed: boolean;
  readonly overDeletionLimit: number;
  /**
   * A run that changed the copy meanwhile, and since when, ISO: it may store what differs. Null where there
   * was none, and where a repair held the lock.
   */
  readonly beside: LockedBy | null;
  /** The error that ended everything before every table was reached; what was compared until then stands. */
  readonly error: ReportedError | null;
}

export const noDifferences: Differences = { missing: [], gone: [], changed: [] };

/** How many rows differ. */
export function countDifferences(found: Differences): number {
  return found.missing.length + found.gone.length + found.changed.length;
}

/** A table that was not compared, and why. */
export function notVerified(table: string, reason: string, shortfall = reason): VerifiedTable {
  return {
    table,
    how: "none",
    here: null,
    there: null,
    knownNotStored: 0,
    found: noDifferences,
    remains: noDifferences,
    pending: [],
    elsewhere: [],
    owners: null,
    unlocated: 0,
    remaining: null,
    chance: null,
    sampled: 0,
    differing: [],
    repaired: null,
    overDeletionLimit: 0,
    hits: 0,
    reason,
    shortfall,
    error: null,
  };
}
