import { parentsOf } from "../../resource/index.js";
import type { Mirrored, PlannedPass } from "./plan.js";

/**
 * A heal pass for every table that rows of the run may wait for: at its end the parents that are missing are
 * asked for, once. One that finds nobody waiting asks nothing, and is not told of.
 */
export function planParents(
  mirrored: readonly Mirrored[],
  passes: readonly PlannedPass[],
): readonly PlannedPass[] {
  const awaited = new Set(
    passes
      .filter(({ skip }) => !skip)
      .flatMap(({ table }) => parentsOf(table).filter((parent) => waits(table, parent))),
  );
  return mirrored
    .filter(({ table }) => awaited.has(table.name))
    .map(({ table, endpoint }) => {
      const cause = "rows wait for it in quarantine";
      return {
        table,
        endpoint,
        owners: undefined,
        kind: "parents",
        skip: false,
        cause,
        reason: cause,
        since: null,
        until: null,
        resume: undefined,
        watermarkBefore: null,
        keepsState: false,
      };
    });
}

/** Whether a row of the table waits in quarantine when it misses a row of this parent. */
function waits(table: PlannedPass["table"], parent: string): boolean {
  return Object.values(table.columns).some(
    ({ references }) => references?.table === parent && references.missing !== "skip",
  );
}
