import { confirmById } from "../read/confirm-by-id.js";
import type { RunPassInput } from "./run-pass.js";
import type { PassPage } from "../read/read-pass.js";

/**
 * Asks for the parents that rows in quarantine wait for. Those that 42 has are stored, whatever scope they
 * are of, and bring their children in; the others are told as absent. Where this run has read the whole list
 * already nobody is asked: what is still missing is not there.
 */
export async function* fetchMissingParents({
  source,
  store,
  pass,
  signal,
  isRead,
}: Pick<RunPassInput, "source" | "store" | "pass" | "signal" | "isRead">): AsyncGenerator<
  PassPage,
  void,
  void
> {
  const ids = await store.counts.missing(pass.table);
  const shared = {
    mayEnter: () => true,
    askedById: true,
    totalPages: null,
    through: [],
    ownersToReread: false,
  };
  if (isRead) {
    const page = {
      items: [],
      invalidItems: [],
      total: 0,
      date: null,
      size: 0,
      done: 1,
      remaining: [],
      resume: null,
    };
    yield { ...shared, page, how: "none", state: null, parentsNotFound: ids };
    return;
  }
  for await (const { page, parentsNotFound } of confirmById({
    source,
    endpoint: pass.endpoint,
    ids,
    signal,
  })) {
    yield {
      ...shared,
      page,
      how: "by ids",
      state: parentsNotFound === null ? { stage: 0, how: "again", inner: null } : null,
      parentsNotFound: parentsNotFound ?? [],
    };
  }
}
