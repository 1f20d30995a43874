import type { Differing, LockedBy } from "../ports/index.js";
import type { ReportedError } from "../report/report.js";

/** Rows of a table that are not as 42 has them, by id, ascending. */
export interface Differences {
  /** 42 has them, and they are not here. */
  readonly missing: readonly number[];
  /** They are here; 42 was asked for them by id and does not have them. */
  readonly gone: readonly number[];
  /**
   * Here and there, but 42 says something else of whether they belong here, without having said that they
   * changed.
   */
  readonly changed: readonly number[];
}

/** A part of a table that a comparison did not come to. */
export interface Remaining {
  /**
   * When the part of it that waits longest was compared, ISO, by the server's clock; null where none of it
   * ever was.
   */
  readonly oldest: string | null;
  /** Owners who were never compared; 0 where no owners are asked by. */
  readonly never: number;
}

/** What `verify` found out about one table. */
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
  /**
   * Of `here`, rows that are known and not among the table's: put aside, left out of the scope, forgotten.
   */
  readonly knownNotStored: number;
  readonly found: Differences;
  /** What still differs after a repair; without one, what was found. */
  readonly remains: Differences;
  /**
   * They changed at 42 after the table's watermark, or are of somebody who entered and whose rows are still
   * to be read: the next run brings them.
   */
  readonly pending: readonly number[];
  /** 42 has them, in another list than the scope's: they left. Their rows stay, kept up to date. */
  readonly elsewhere: readonly number[];
  /** Owners whose rows were compared, of how many; null where no owners were asked by. */
  readonly owners: { readonly compared: number; readonly of: number } | null;
  /**
   * By how many rows 42's number is another than ours and what was found, where it ended before their ids
   * were known; 0 otherwise.
   */
  readonly unlocated: number;
  /** What this comparison did not come to, and since when an earlier one did; null when it came to all. */
  readonly remaining: Remaining | null;
  /**
   * Chance, 0 to 1, that one row too many and one row too few hide each other in what was compared; null when
   * nothing was.
   */
  readonly chance: number | null;
  /**
   * Rows that were compared value by value, and those of them that differed without having changed since the
   * watermark; a repair stores these.
   */
  readonly sampled: number;
  readonly differing: readonly Differing[];
  /** What a repair did; null where none was asked for, or nothing was to be done. */
  readonly repaired: { readonly stored: number; readonly marked: number } | null;
  /** Rows that are gone and were not marked, because they are too many at once. */
  readonly overDeletionLimit: number;
  readonly hits: number;
  /** Why it was not compared, or not whole. */
  readonly reason: string | null;
  readonly error: ReportedError | null;
}

/** What `verify` found out. */
export interface VerifyReport {
  readonly scope: string;
  readonly tables: readonly VerifiedTable[];
  readonly hits: number;
  /** Whether anything that differs remains. */
  readonly different: boolean;
  /** Whether 42's answers, and not our own limit of hits, kept it from comparing something. */
  readonly failed: boolean;
  readonly overDeletionLimit: number;
  /**
   * A run that worked on the copy meanwhile, and since when, ISO: what differs may be on its way. Null where
   * there was none, and where a repair held the lock.
   */
  readonly beside: LockedBy | null;
  /** What ended everything before every table had its turn; what was compared until then stands. */
  readonly error: ReportedError | null;
}

export const noDifferences: Differences = { missing: [], gone: [], changed: [] };

/** How many rows differ. */
export function countDifferences(found: Differences): number {
  return found.missing.length + found.gone.length + found.changed.length;
}
