/** Ids from one to another, both included. */
export interface IdRange {
  readonly from: number;
  readonly to: number;
}

/** A range of owners' ids whose rows were read whole, and when, ISO, by the server's clock. */
export interface Coverage extends IdRange {
  readonly readAt: string;
}

/** The id of a row, and its owner's where it is known. */
export interface OwnedId {
  readonly id: number;
  readonly owner: number | null;
}
