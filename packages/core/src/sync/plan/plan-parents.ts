import { parentsOf } from "../../resource/index.js";
import type { Mirrored } from "../../define-mirror.js";
import type { PlannedPass } from "./planned-pass.js";

/**
 * A pass of kind `parents` for every table that rows of the run may wait for: it asks for the missing parents
 * once, at the end of the run. Where no row waits it asks nothing and isn't reported.
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
      const kindReason = "rows wait for it in quarantine";
      return {
        table,
        endpoint,
        owners: undefined,
        kind: "parents",
        skip: false,
        kindReason,
        reason: kindReason,
        since: null,
        until: null,
        resume: undefined,
        watermarkBefore: null,
        keepsState: false,
      };
    });
}

/** Whether a row of the table waits in quarantine while its row of this parent is missing. */
function waits(table: PlannedPass["table"], parent: string): boolean {
  return Object.values(table.columns).some(
    ({ references }) => references?.table === parent && references.missing !== "skip",
  );
}
