/** Ids from one to another, both included. */
export interface IdRange {
  readonly from: number;
  readonly to: number;
}

/** A range of owners' ids whose rows were read whole, and when, ISO, by the server's clock. */
export interface Coverage extends IdRange {
  readonly readAt: string;
}

/**
 * A range of ids that had a turn in a comparison with 42: compared, or failed, because 42 did or more hits were
 * needed than one turn has. Both are kept beside each other.
 */
export interface VerifiedRange extends IdRange {
  readonly failed: boolean;
}

/** Such a range, and when it had its last turn of that outcome, ISO, by the server's clock. */
export interface Verified extends VerifiedRange {
  readonly readAt: string;
}

/** The id of a row, and its owner's where it is known. */
export interface OwnedId {
  readonly id: number;
  readonly owner: number | null;
}
