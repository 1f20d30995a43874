/**
 * Why something is in quarantine: what the row points at is not stored; the item is not as its declaration
 * says; or the item is, and a value of its row is none that the store can hold.
 */
export type QuarantineReason = "missing_parent" | "invalid_item" | "invalid_value";

/** An item that is not as its declaration says. */
export interface InvalidItem {
  /** The item's id, when it has one. */
  readonly id: number | string | null;
  /** The field that is wrong: `user.id`. */
  readonly path: string;
  readonly reason: string;
  readonly item: unknown;
}

/** An item in quarantine that was not as its declaration says. */
export interface QuarantinedItem {
  /** What it is kept under; only the store reads it. */
  readonly key: string;
  /** The field that is wrong, and why: `user.id: expected number`. */
  readonly detail: string;
  readonly item: unknown;
}
