import type { RawPage } from "../fetch-page.js";
import type { Resume } from "../page.js";

/** One page of a traversal. */
export interface Step {
  readonly page: RawPage;
  /** The page's rows that were not delivered before. */
  readonly rows: readonly unknown[];
  /** Where it resumes; null on the last page. */
  readonly resume: Resume | null;
}

/** Reads a list page by page; the last page's `resume` is null, and there is at least one page. */
export type Traverse = (signal: AbortSignal) => AsyncGenerator<Step, void, void>;
