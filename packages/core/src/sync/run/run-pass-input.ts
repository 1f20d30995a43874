import type { Scope } from "../../resource/index.js";
import type { PlannedPass } from "../plan/planned-pass.js";
import type { Store } from "../ports/index.js";
import type { RunEvent } from "../report/events.js";
import type { PageSource } from "../sources/page-source.js";

/** What one pass works with. */
export interface RunPassInput {
  readonly source: PageSource;
  readonly store: Store;
  readonly pass: PlannedPass;
  readonly runId: number;
  readonly scope: Scope;
  /** Local milliseconds, for durations only. */
  readonly now: () => number;
  readonly onEvent: (event: RunEvent) => void;
  /** Stops immediately. */
  readonly signal: AbortSignal | undefined;
  /** Stops after the current page. */
  readonly finish: AbortSignal | undefined;
  /** Marks rows as gone above the deletion limit too. */
  readonly allowMassDeletion: boolean;
  /**
   * Whether this run has read the whole list of the pass's table: rows that weren't in it need not be asked
   * for.
   */
  readonly isRead: boolean;
}
