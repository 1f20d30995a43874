import type { AnyTable, Condition, Row } from "../../resource/index.js";
import type { OwnedId } from "./ids.js";
import type { QuarantinedItem } from "./quarantine.js";

/** Questions about what is stored. Rows marked `deleted_at` do not count. */
export interface Counts {
  /** How many rows a table has, or how many of them meet all conditions. */
  count(table: AnyTable, where?: readonly Condition[]): Promise<number>;
  /** The ids of a table, ascending, or of the rows that meet all conditions. */
  ids(table: AnyTable, where?: readonly Condition[]): Promise<readonly number[]>;
  /**
   * Ids of this table that rows in quarantine wait for and that are worth asking for, ascending: they were never
   * asked for, or long ago.
   */
  missing(table: AnyTable): Promise<readonly number[]>;
  /**
   * Items of this table that are in quarantine as `invalid_item`. Without `detail` one of each detail; with it
   * those that have it, 200 at most.
   */
  invalidItems(table: AnyTable, detail?: string): Promise<readonly QuarantinedItem[]>;
  /**
   * Rows that 42 has and the table does not, each with its reason: of all owners, or of these and those without
   * a known owner. In any order.
   */
  knownNotStored(table: AnyTable, owners?: readonly number[]): Promise<readonly KnownNotStored[]>;
  /**
   * Which of these rows are stored with other values, and in which columns, by the comparison of an UPSERT.
   * Rows that are not stored are not named.
   */
  differing(table: AnyTable, rows: readonly Row[]): Promise<readonly Differing[]>;
  /**
   * Owners whose rows of this table must be read whole again in a scope. They are noted in the transaction of
   * the row that makes it necessary, for every scope in which the table was begun (there is a watermark or a
   * resume point), until `PageCommit.reread` of that scope names them.
   */
  ownersToReread(table: AnyTable, scope: string): Promise<OwnersToReread>;
}

/** Owners whose rows must be read whole again, each once, ascending. */
export interface OwnersToReread {
  /** Stored after the table had been begun. */
  readonly entered: readonly number[];
  /** Known before, and a row of theirs was inserted or really changed in the table that this one follows. */
  readonly followed: readonly number[];
  /** Marked as gone; their rows are probably gone as well. */
  readonly gone: readonly number[];
}

/** A row that 42 has and that is not stored in its table, and why. */
export interface KnownNotStored extends OwnedId {
  readonly because: "quarantine" | "out of scope" | "forgotten";
}

/** A stored row that differs from the given one, and in which columns. */
export interface Differing {
  readonly id: number;
  readonly columns: readonly string[];
}

/**
 * How long an id that 42 does not have is left alone after so many attempts, in milliseconds: 7 days, then
 * twice as long each time, at most 56 days. A parent that was missing yesterday is seldom there today, and
 * asking for thousands of them costs a hit per 100.
 */
export function retryParentAfterMs(attempts: number): number {
  return 7 * 86_400_000 * Math.min(8, 2 ** (attempts - 1));
}
