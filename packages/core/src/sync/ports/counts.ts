import type { AnyTable, Condition, Row } from "../../resource/index.js";
import type { OwnedId } from "./ids.js";
import type { QuarantinedItem } from "./invalid-items.js";

/** Questions about what is stored. Rows marked `deleted_at` do not count. */
export interface Counts {
  /** How many rows a table has, or how many of them meet all conditions. */
  count(table: AnyTable, where?: readonly Condition[]): Promise<number>;
  /** The ids of a table, ascending, or of the rows that meet all conditions. */
  ids(table: AnyTable, where?: readonly Condition[]): Promise<readonly number[]>;
  /**
   * Ids of this table that rows in quarantine wait for and that are worth asking for, ascending: never asked
   * for, or long ago.
   */
  missing(table: AnyTable): Promise<readonly number[]>;
  /**
   * Kept items of this table that did not fit their declaration. Without `detail` one of each detail; with it
   * those that have it, 200 at most. Rows that fit their declaration but not their column are none.
   */
  invalidItems(table: AnyTable, detail?: string): Promise<readonly QuarantinedItem[]>;
  /**
   * What 42 has and the table has not, for a reason: of all owners, or of these and of those that name none.
   * In any order.
   */
  knownNotStored(table: AnyTable, owners?: readonly number[]): Promise<readonly KnownNotStored[]>;
  /**
   * Which of these rows are stored otherwise, and in which columns, by the comparison of an UPSERT; those
   * that are not stored are not named.
   */
  differing(table: AnyTable, rows: readonly Row[]): Promise<readonly Differing[]>;
  /**
   * Owners whose rows of this table are due to be read whole in a scope, noted in the transaction of the row
   * that makes them so, for every scope in which the table was begun (there is a watermark or a resume
   * point), until `PageCommit.settled` of that scope names them.
   */
  ownersToReread(table: AnyTable, scope: string): Promise<OwnersToReread>;
}

/** Owners whose rows are due to be read whole, each once, ascending. */
export interface OwnersToReread {
  /** Stored after the table had been begun. */
  readonly entered: readonly number[];
  /** Known before, and a row of theirs was inserted or really changed in the table that this one follows. */
  readonly followed: readonly number[];
  /** Marked as gone; their rows are probably gone as well. */
  readonly gone: readonly number[];
}

/** A row that 42 has and that is not among the rows of its table, for a reason. */
export interface KnownNotStored extends OwnedId {
  readonly because: "quarantine" | "out of scope" | "forgotten";
}

/** A stored row that is not as it was given, and in which columns. */
export interface Differing {
  readonly id: number;
  readonly columns: readonly string[];
}

/**
 * How long an id that 42 does not have is left alone after so many tries, in milliseconds: 7 days, then twice
 * as long each time, at most
 * 56. A parent that was missing yesterday is seldom there today, and asking for thousands of them costs a hit
 * per 100.
 */
export function retryParentAfterMs(attempts: number): number {
  return 7 * 86_400_000 * Math.min(8, 2 ** (attempts - 1));
}
