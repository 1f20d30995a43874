import { scopeKey, type AnyEndpoint } from "../../resource/index.js";
import type { Plan } from "../plan/planned-pass.js";
import type { PassKind, Store } from "../ports/index.js";
import type { EngineQuery } from "../sources/page-source.js";

/** What a pass is expected to take. */
export interface EstimatedPass {
  readonly table: string;
  readonly kind: PassKind;
  readonly reason: string;
  readonly skip: boolean;
  /** Rows that it will receive; null when unknown. */
  readonly rows: number | null;
  readonly hits: number | null;
  /** Whether exactly these rows were counted; if not, it rests on rows per owner, or on an earlier run. */
  readonly counted: boolean;
}

/** What a run is expected to take, before it is made. */
export interface Estimate {
  readonly name: string;
  readonly scope: string;
  readonly passes: readonly EstimatedPass[];
  readonly rows: number;
  readonly hits: number;
  /** Tables whose pass cannot be estimated; their hits are not in the sum. */
  readonly unknown: readonly string[];
}

/** X-Total of a list: one hit. */
export type CountRows = (endpoint: AnyEndpoint, query: EngineQuery) => Promise<number>;

/** Some ids from all over a list: a few hits. Owners that came first have more rows than those that came last. */
export type SampleIds = (
  endpoint: AnyEndpoint,
  query: EngineQuery,
  total: number,
) => Promise<readonly number[]>;

/** What an estimate is made from. */
export interface EstimateInput {
  readonly plan: Plan;
  readonly store: Pick<Store, "counts">;
  /** The server's clock, for windows without an end. */
  readonly now: Date;
  readonly count: CountRows;
  readonly sample: SampleIds;
}

/** The sum of the passes. */
export function sumUp(plan: Pick<Plan, "name" | "scope">, passes: readonly EstimatedPass[]): Estimate {
  const sum = (of: (pass: EstimatedPass) => number | null): number =>
    passes.reduce((total, pass) => total + (of(pass) ?? 0), 0);
  return {
    name: plan.name,
    scope: scopeKey(plan.scope),
    passes,
    rows: sum(({ rows }) => rows),
    hits: sum(({ hits }) => hits),
    unknown: passes.filter(({ hits }) => hits === null).map(({ table }) => table),
  };
}
