/** An item that did not fit its declaration. */
export interface InvalidItem {
  /** The item's id, when it has one. */
  readonly id: number | string | null;
  /** Where it does not fit: `user.id`. */
  readonly path: string;
  readonly reason: string;
  readonly item: unknown;
}

/** An item in quarantine that did not fit its declaration. */
export interface QuarantinedItem {
  /** What it is kept under; only the store reads it. */
  readonly key: string;
  /** Where it did not fit and why: `user.id: expected number`. */
  readonly detail: string;
  readonly item: unknown;
}
