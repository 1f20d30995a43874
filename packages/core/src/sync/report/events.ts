import type { PassKind, RowCounts } from "../ports/index.js";
import type { PassReport } from "./report.js";

/** What happens during a run, as it happens. */
export type RunEvent =
  | {
      readonly type: "run";
      readonly runId: number;
      readonly name: string;
      /**
       * Of the plan: a table may have several, and one for missing parents is only made when a row waits for
       * it.
       */
      readonly passes: number;
      /** Of the plan. */
      readonly tables: number;
      /** Of these, tables that are not read this time. */
      readonly skipped: number;
    }
  | {
      readonly type: "pass";
      readonly table: string;
      readonly kind: PassKind;
      readonly reason: string;
      readonly resumed: boolean;
    }
  | {
      readonly type: "page";
      readonly table: string;
      /** Rows received so far in this pass. */
      readonly rows: number;
      /** Pages so far. */
      readonly pages: number;
      /** Pages that the pass will take, as far as is known now. */
      readonly totalPages: number | null;
      readonly counts: RowCounts;
    }
  | { readonly type: "pass-end"; readonly table: string; readonly report: PassReport };
