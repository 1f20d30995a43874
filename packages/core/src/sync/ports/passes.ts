/**
 * One traversal. `full` reads a list, `window` what `updated_at` says has changed, both over lists or by the
 * ids of owners, whichever is fewer hits. `refresh` reads the rows of some owners again, because they change
 * in silence. `parents` asks for parents that rows in quarantine wait for. `retry` stores quarantined items that
 * were invalid for an earlier release and are valid now.
 */
export type PassKind = "full" | "window" | "refresh" | "parents" | "retry";

/** Where inside an unfinished pass we are. Plain JSON; only the engine reads `state`. */
export interface ResumePoint {
  /** What kind of pass it belongs to; the next run goes on with a pass of this kind. */
  readonly kind: PassKind;
  /** The window of the unfinished pass, ISO; null where it has none. */
  readonly since: string | null;
  readonly until: string | null;
  /** The server's clock at the first response of the pass, ISO: the watermark to be when it completes. */
  readonly startedAt: string;
  readonly state: unknown;
}

/**
 * How a pass ended: `partial` is resumed by the next run, `skipped` was not attempted because a table that it
 * needs did not complete.
 */
export type PassOutcome = "complete" | "partial" | "failed" | "skipped";

/** How a run ended: `partial` is resumed by the next one. */
export type RunOutcome = "complete" | "partial" | "failed";

/**
 * How a pass ended, as the record has it: `killed` when its process ended without a word; the next run that
 * finds it open writes that.
 */
export type RecordedPassOutcome = PassOutcome | "killed";

/** How a run ended, as the record has it, see `RecordedPassOutcome`. */
export type RecordedRunOutcome = RunOutcome | "killed";

/** How a pass ended, for the ledger. */
export interface PassEnd {
  readonly outcome: PassOutcome;
  readonly hits: number;
  /** Bytes of response bodies. */
  readonly bytes: number;
  readonly seconds: number;
  /** Why it is not complete; an error's message, no secret. */
  readonly reason: string | null;
}

/** The record of runs and their passes. */
export interface RunLedger {
  /**
   * Opens a run over these tables. Called under the lock, so that runs and passes that are still open are of
   * processes that died: they are closed as `killed`.
   */
  beginRun(run: {
    readonly name: string;
    readonly scope: string;
    readonly tables?: readonly string[];
  }): Promise<number>;
  beginPass(pass: {
    readonly runId: number;
    readonly table: string;
    readonly kind: PassKind;
    readonly reason: string;
    readonly since: string | null;
    readonly until: string | null;
    readonly resumed: boolean;
    readonly watermarkBefore: string | null;
  }): Promise<number>;
  endPass(passId: number, end: PassEnd): Promise<void>;
  endRun(
    runId: number,
    end: { readonly outcome: RunOutcome; readonly hits: number; readonly reason: string | null },
  ): Promise<void>;
}
