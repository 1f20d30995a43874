import type { AnyTable } from "../../resource/index.js";
import type { IdRange, OwnedId, VerifiedRange } from "./ids.js";
import type { InvalidItem } from "./quarantine.js";
import type { Entry, RowCounts } from "./rows.js";
import type { PassKind, ResumePoint } from "./passes.js";

/** One page's worth, to be stored in one transaction. */
export interface PageCommit {
  readonly table: AnyTable;
  /** The scope's key, see `scopeKey`. */
  readonly scope: string;
  /** The pass that it belongs to, whose counts grow in the same transaction; null outside of a run. */
  readonly passId: number | null;
  readonly entries: readonly Entry[];
  readonly invalidItems: readonly InvalidItem[];
  /**
   * Keys of quarantined items that are valid now, see `Counts.invalidItems`: they leave the quarantine,
   * whatever becomes of their entries.
   */
  readonly revalidated?: readonly string[];
  /** Rows that the engine has skipped already, to be counted with the rest. */
  readonly skipped: number;
  /** Saved with the rows; null deletes it, undefined leaves it as it is. */
  readonly resume?: ResumePoint | null;
  /**
   * Owners whose rows of this table are now read whole, see `Counts.ownersToReread`: they need no second read
   * in this scope.
   */
  readonly reread?: readonly number[];
  /**
   * Rows that 42 has for owners who are here, and that are not of the scope: remembered, so that they are no
   * difference when rows are counted.
   */
  readonly outOfScope?: readonly OwnedId[];
  /**
   * Ids of this table that 42 was asked for and does not have: they get `deleted_at`, their owned rows are to
   * be re-read, and what is quarantined or out of scope under these ids is dropped.
   */
  readonly gone?: readonly number[];
  /**
   * Ids of this table that rows in quarantine wait for, and that 42 was asked for and does not have: they are
   * asked for again rarely.
   */
  readonly parentsNotFound?: readonly number[];
  /**
   * Owners whose rows of this table were read whole, as ranges of their ids: by a refreshed slice, or by
   * a full pass in however many runs. And when, ISO, by the server's clock.
   */
  readonly coverage?: { readonly ranges: readonly IdRange[]; readonly readAt: string };
  /**
   * Owners whose rows of this table had a turn in a comparison with 42, as ranges of their ids (all ids where
   * the table is one list), and when, ISO, by the server's clock.
   */
  readonly verified?: { readonly ranges: readonly VerifiedRange[]; readonly readAt: string };
  /**
   * Set on the last page of a complete pass: the watermark moves and the resume point goes, in this
   * transaction.
   */
  readonly completes?: Completion;
}

/** What becomes true when a pass is complete. */
export interface Completion {
  /**
   * Up to where the (table, scope) is now known complete, ISO, by the server's clock. A window never moves it
   * backwards; a full pass sets it, because what is complete from nothing needs no earlier word (one from a
   * clock that was ahead would hide changes).
   */
  readonly watermark: string;
  readonly kind: PassKind;
}

/**
 * Stores pages: rows, quarantine, resume point, counts and, at the end of a pass, the watermark, all or
 * nothing.
 */
export interface PageWriter {
  commit(page: PageCommit): Promise<RowCounts>;
}
