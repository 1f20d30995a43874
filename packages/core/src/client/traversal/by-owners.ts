import { HttpError } from "../../errors/index.js";
import { emptyPage, lastOwner } from "./by-ids.js";
import { firstId } from "./span.js";
import type { Step, Traverse } from "./step.js";

export interface ByOwnersOptions {
  /** Ascending, each once. */
  readonly owners: readonly number[];
  /** Which owners: all, or those that an earlier traversal had left. */
  readonly spans: readonly (readonly [firstOwner: number, lastOwner: number, from: number])[];
  /** Reads the list under one owner. */
  readonly readOwner: (owner: number) => Traverse;
}

/**
 * Reads the rows of owners where 42 lists them under one owner at a time: one list after the other. An owner
 * that 42 doesn't have (404) has no rows; when that is the answer for all of several owners, the application
 * may not see the lists, and the last answer is thrown.
 */
export function byOwners({ owners, spans, readOwner }: ByOwnersOptions): Traverse {
  const asked = owners.filter((owner) => spans.some(([first, last]) => owner >= first && owner <= last));
  return async function* (signal) {
    let notFound = 0;
    for (const [index, owner] of asked.entries()) {
      const rest = resumeAt(asked[index + 1]);
      try {
        for await (const { page, rows, resume } of readOwner(owner)(signal))
          yield { page, rows, resume: resume === null ? rest : resumeAt(owner) };
      } catch (error) {
        if (!(error instanceof HttpError) || error.status !== 404) throw error;
        notFound += 1;
        if (notFound > 1 && notFound === asked.length) throw error;
        yield { page: emptyPage, rows: [], resume: rest };
      }
    }
    if (asked.length === 0) yield { page: emptyPage, rows: [], resume: null };
  };
}

function resumeAt(owner: number | undefined): Step["resume"] {
  return owner === undefined ? null : { kind: "ids", spans: [[owner, lastOwner, firstId]] };
}
