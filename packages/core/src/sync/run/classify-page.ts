import { isMassDeletion } from "../read/mass-deletion.js";
import type { PlannedPass } from "../plan/plan.js";
import type { IdRange, PageCommit, Store } from "../ports/index.js";
import type { PassPage } from "../read/read-pass.js";

/** What a page tells beside its rows, as the store takes it. */
export interface ClassifiedPage extends Pick<PageCommit, "gone" | "parentsNotFound" | "reread" | "coverage"> {
  /** Rows that 42 does not have but that are too many to be marked. */
  readonly overDeletionLimit: number;
}

export interface ClassifyPageInput {
  readonly pass: PlannedPass;
  readonly store: Pick<Store, "counts">;
  readonly allowMassDeletion: boolean;
}

/**
 * Tells who is read whole, and what 42 does not have. More that is gone than life explains is withheld.
 *
 * @param readAt the server's clock when the pass began, ISO
 */
export async function classifyPage(
  { pass, store, allowMassDeletion }: ClassifyPageInput,
  {
    parentsNotFound,
    through,
    ownersToReread,
  }: Pick<PassPage, "parentsNotFound" | "through" | "ownersToReread">,
  readAt: string,
): Promise<ClassifiedPage> {
  if (pass.kind === "parents") return { parentsNotFound, overDeletionLimit: 0 };
  if (
    parentsNotFound.length > 0 &&
    !allowMassDeletion &&
    isMassDeletion(parentsNotFound.length, await store.counts.count(pass.table))
  ) {
    // Whose rows are withheld is neither settled nor covered, so that the next run finds them again.
    return { overDeletionLimit: parentsNotFound.length };
  }
  return {
    overDeletionLimit: 0,
    ...(parentsNotFound.length === 0 ? {} : { gone: parentsNotFound }),
    ...(through.length === 0 || !ownersToReread ? {} : { reread: through }),
    ...(through.length === 0 || pass.slice === undefined
      ? {}
      : { coverage: { ranges: toRanges(through, pass.slice), readAt } }),
  };
}

/** Owners as ranges: in a run of neighbours they stand for what lies between them too. */
function toRanges(owners: readonly number[], runs: readonly (readonly number[])[]): readonly IdRange[] {
  const among = new Set(owners);
  const ranges: { from: number; to: number }[] = [];
  for (const run of runs) {
    let open: { from: number; to: number } | undefined;
    for (const id of run) {
      if (!among.has(id)) open = undefined;
      else if (open === undefined) ranges.push((open = { from: id, to: id }));
      else open.to = id;
    }
  }
  return ranges;
}
