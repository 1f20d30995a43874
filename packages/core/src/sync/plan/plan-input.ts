import type { Scope } from "../../resource/index.js";
import type { Store } from "../ports/index.js";
import type { Mirrored } from "../../define-mirror.js";

/** What a pipeline wants, as data: how the kind of each pass is chosen. */
export interface Policy {
  /** The run's name in the ledger: `nightly`. */
  readonly name: string;
  /** A list of at most this many pages is read in full instead of by window; 0 never does. */
  readonly fullUpToPages: number;
  /** Reference lists younger than this many milliseconds are not read again. */
  readonly referenceTtlMs: number;
  /**
   * A window starts this many milliseconds before the watermark, to catch rows whose transaction was still
   * open at 42.
   */
  readonly marginMs: number;
  /**
   * Hits that a run may spend on re-reading rows that change without notice, the longest unread first; 0
   * re-reads none. Unless it is 0, reference lists that are read by window are also read in full every 7 days,
   * because 42 doesn't always move `updated_at` when it renames something.
   */
  readonly refreshHits: number;
}

/** What a caller wants of a plan beside its policy. */
export interface PlanOptions {
  /** Only these tables, by name. */
  readonly only?: readonly string[];
  /** Not these tables. */
  readonly except?: readonly string[];
  /** Reads reference lists again however young they are. */
  readonly force?: boolean;
  /** The caller's own window; moves no watermark. `until` defaults to the server's clock. */
  readonly window?: { readonly since: Date; readonly until?: Date };
}

/** What a plan is made from. */
export interface PlanInput {
  readonly policy: Policy;
  readonly mirrored: readonly Mirrored[];
  readonly store: Pick<Store, "watermarks" | "counts">;
  readonly scope: Scope;
  /** The server's clock. */
  readonly now: Date;
  readonly options?: PlanOptions;
}
