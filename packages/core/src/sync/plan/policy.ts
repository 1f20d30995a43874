/** What a pipeline wants, as data: how the kind of each pass is chosen. */
export interface Policy {
  /** The run's name in the ledger: `nightly`. */
  readonly name: string;
  /** A list of at most so many pages is read whole instead of by window; 0 never does. */
  readonly fullUpToPages: number;
  /** Reference lists younger than this many milliseconds are not read again. */
  readonly referenceTtlMs: number;
  /**
   * A window begins this many milliseconds before the watermark: rows whose transaction was still open at 42
   * are caught by it.
   */
  readonly marginMs: number;
  /**
   * Hits that a run may spend on reading again what changes in silence, the longest unread first; 0 reads
   * none. Beside them, unless it is 0, reference lists that are read by window are read whole every 7 days,
   * because 42 need not move `updated_at` of what it renames.
   */
  readonly refreshHits: number;
}
