import type { Scope } from "../../resource/index.js";
import type { Mirrored } from "../../define-mirror.js";
import type { Store } from "../ports/index.js";
import type { PageSource } from "../sources/page-source.js";
import type { VerifiedTable } from "./verify-report.js";

/** How a table is compared. */
export interface TableOptions {
  readonly repair: boolean;
  readonly allowMassDeletion: boolean;
  /** Rows to compare value by value. */
  readonly sample: number;
}

/** What a comparison works with. */
export interface VerifyInput extends Partial<TableOptions> {
  readonly source: PageSource;
  readonly store: Store;
  /** Every mirrored table; `only` and `except` choose among them. */
  readonly mirrored: readonly Mirrored[];
  readonly scope: Scope;
  readonly only?: readonly string[];
  readonly except?: readonly string[];
  /** Most hits to spend. */
  readonly budget: number;
  /** What changed since this long before the watermark is pending. Milliseconds. */
  readonly marginMs: number;
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number;
  readonly onTable?: (table: VerifiedTable) => void;
  readonly signal?: AbortSignal;
}
