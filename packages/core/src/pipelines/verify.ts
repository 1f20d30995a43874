import { verify as verifyTables } from "../sync/verify/verify.js";
import type { VerifiedTable, VerifyReport } from "../sync/verify/verify-report.js";
import { nightlyPolicy } from "./nightly.js";
import { driftedSourceOf, probedMirror, type PipelineContext } from "./pipeline.js";

/** What `verify` may be told. */
export interface VerifyOptions {
  /** Only these tables, by name. */
  readonly only?: readonly string[];
  /** Not these tables. */
  readonly except?: readonly string[];
  /** Most hits to spend; people who are not compared with them are compared the next time. @default 300 */
  readonly budget?: number;
  /** Stores what is missing, marks what is gone, and compares again. @default false */
  readonly repair?: boolean;
  /** Marks rows as gone also where they are more than 50 and 2 % of a table at once. @default false */
  readonly allowMassDeletion?: boolean;
  /** So many rows of each table, picked at random, are compared value by value. @default 0 */
  readonly sample?: number;
  /** What changed at 42 since this much before a watermark is pending. Milliseconds. @default 5 minutes */
  readonly marginMs?: number;
  /** From 0 to 1, 1 excluded. @default Math.random */
  readonly random?: () => number;
  readonly onTable?: (table: VerifiedTable) => void;
}

/** Hits that a comparison may spend when nobody says: a quarter of an hour's. */
const defaultBudget = 300;

/**
 * Compares the copy with 42: which rows are missing, gone or changed in silence. Writes only what it has to
 * know the next time, unless it repairs.
 *
 * @example
 * const report = await verify({ client, store, mirror }, { repair: true });
 */
export async function verify(context: PipelineContext, options: VerifyOptions = {}): Promise<VerifyReport> {
  const { store, mirror, signal } = context;
  return verifyTables({
    budget: defaultBudget,
    marginMs: nightlyPolicy.marginMs,
    random: Math.random,
    ...options,
    source: driftedSourceOf(context),
    store,
    mirrored: await probedMirror(mirror, store),
    scope: mirror.scope,
    ...(signal === undefined ? {} : { signal }),
  });
}
