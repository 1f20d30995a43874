import { scopeKey } from "../../resource/index.js";
import { hitsOfSlice } from "../estimate/estimate-stored.js";
import { toRuns } from "../ids/id-ranges.js";
import { ownersOf } from "./related-tables.js";
import type { PlanInput } from "./plan-input.js";
import type { PlannedPass } from "./planned-pass.js";
import type { Coverage } from "../ports/index.js";

/** A table whose rows change without notice, with what is needed to cut a slice of it. */
interface Silent {
  readonly pass: PlannedPass;
  /** Ids of the owners, those whose rows have gone unread longest first. */
  readonly oldest: readonly number[];
  readonly rowsPerOwner: number;
}

/**
 * Refresh passes: re-read the rows of some owners in every table that changes without notice, the longest
 * unread first, as many owners in each table as the policy's hits allow. A table that this run reads in full
 * anyway needs none.
 */
export async function planRefresh(
  input: PlanInput,
  passes: readonly PlannedPass[],
): Promise<readonly PlannedPass[]> {
  if (input.policy.refreshHits <= 0) return [];
  const silent: Silent[] = [];
  for (const pass of passes) {
    if (
      !pass.table.silent ||
      pass.table.askBy === undefined ||
      pass.kind === "full" ||
      pass.watermarkBefore === null
    )
      continue;
    silent.push(await silentOf(input, pass));
  }
  const owners = mostOwners(silent, input.policy.refreshHits);
  return silent.flatMap(({ pass, oldest }) => {
    const chosen = oldest.slice(0, owners);
    if (chosen.length === 0) return [];
    const kindReason =
      `changes without notice; the ${String(chosen.length)} of ${String(oldest.length)} owners ` +
      "that have gone unread longest";
    return [
      {
        ...pass,
        kind: "refresh",
        skip: false,
        since: null,
        until: null,
        resume: undefined,
        keepsState: false,
        kindReason,
        reason: kindReason,
        slice: toRuns(
          [...oldest].sort((a, b) => a - b),
          new Set(chosen),
        ),
      },
    ];
  });
}

async function silentOf(input: PlanInput, pass: PlannedPass): Promise<Silent> {
  const { store } = input;
  const owners = ownersOf(input.mirrored, pass.table);
  const ids = owners === undefined ? [] : await store.counts.ids(owners);
  const rows = await store.counts.count(pass.table);
  const coverage = await store.watermarks.coverage(pass.table, scopeKey(input.scope));
  return { pass, oldest: oldestFirst(ids, coverage), rowsPerOwner: ids.length === 0 ? 0 : rows / ids.length };
}

/** Owners by when all their rows were last read, never first, then by id. */
function oldestFirst(owners: readonly number[], coverage: readonly Coverage[]): readonly number[] {
  let at = 0;
  const aged = owners.map((id) => {
    while ((coverage[at]?.to ?? Infinity) < id) at += 1;
    const range = coverage[at];
    return { id, readAt: range === undefined || range.from > id ? "" : range.readAt };
  });
  return aged
    .sort((a, b) => (a.readAt === b.readAt ? a.id - b.id : a.readAt < b.readAt ? -1 : 1))
    .map(({ id }) => id);
}

/** How many owners the hits allow, the same number in each table. */
function mostOwners(silent: readonly Silent[], hits: number): number {
  const cost = (owners: number): number =>
    silent.reduce(
      (sum, { pass, oldest, rowsPerOwner }) =>
        sum + hitsOfSlice(pass, Math.min(owners, oldest.length), rowsPerOwner),
      0,
    );
  let low = 0;
  let high = Math.max(0, ...silent.map(({ oldest }) => oldest.length));
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (cost(middle) <= hits) low = middle;
    else high = middle - 1;
  }
  return low;
}
