import type { Plan } from "../plan/planned-pass.js";
import type { PassKind } from "../ports/index.js";
import { isReported } from "./estimate-stored.js";
import { sumUp, type Estimate, type EstimatedPass } from "./estimate.js";

/** What the last complete pass of a kind took. */
export interface PassCost {
  readonly table: string;
  readonly kind: PassKind;
  readonly rows: number;
  readonly hits: number;
}

/** Estimates a plan from what the last passes of the same kind took; asks nothing. */
export function estimateFromRuns(plan: Plan, costs: readonly PassCost[]): Estimate {
  return sumUp(
    plan,
    plan.passes.flatMap(({ table, kind, reason, skip }): readonly EstimatedPass[] => {
      if (skip) return [{ table: table.name, kind, reason, skip, rows: 0, hits: 0, counted: true }];
      const last = costs.find((cost) => cost.table === table.name && cost.kind === kind);
      const pass = {
        table: table.name,
        kind,
        reason,
        skip,
        rows: last?.rows ?? null,
        hits: last?.hits ?? null,
        counted: false,
      };
      return isReported(pass, pass) ? [pass] : [];
    }),
  );
}
