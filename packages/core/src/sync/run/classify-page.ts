import { toRanges } from "../ids/id-ranges.js";
import type { PlannedPass } from "../plan/planned-pass.js";
import type { PageCommit, Store } from "../ports/index.js";
import { countOverDeletionLimit } from "../read/deletion-limit.js";
import type { PassPage } from "../read/read-pass.js";

/** What a page proves beside its rows, as the store takes it. */
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
 * Says which rows are gone and whose rows are all read. Deletions above the safety limit are reported, not
 * applied.
 *
 * @param readAt the server's clock when the pass began, ISO
 */
export async function classifyPage(
  { pass, store, allowMassDeletion }: ClassifyPageInput,
  { notFound, completeOwners, rereads }: Pick<PassPage, "notFound" | "completeOwners" | "rereads">,
  readAt: string,
): Promise<ClassifiedPage> {
  if (pass.kind === "parents") return { parentsNotFound: notFound, overDeletionLimit: 0 };
  const overDeletionLimit = await countOverDeletionLimit(store.counts, pass.table, {
    gone: notFound.length,
    allowMassDeletion,
  });
  // Their owners count neither as reread nor as covered, so that the next run finds the rows again.
  if (overDeletionLimit > 0) return { overDeletionLimit };
  const complete = new Set(completeOwners);
  return {
    overDeletionLimit,
    ...(notFound.length === 0 ? {} : { gone: notFound }),
    ...(complete.size === 0 || !rereads ? {} : { reread: completeOwners }),
    ...(complete.size === 0 || pass.slice === undefined
      ? {}
      : { coverage: { ranges: pass.slice.flatMap((run) => toRanges(run, complete)), readAt } }),
  };
}
