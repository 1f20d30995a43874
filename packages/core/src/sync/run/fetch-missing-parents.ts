import { askAgain } from "../read/confirm-by-id.js";
import type { RunPassInput } from "./run-pass.js";
import type { PassPage } from "../read/read-pass.js";

/**
 * Asks for the parents that rows in quarantine wait for. Those that 42 has are stored, whatever scope they
 * are of, and bring their children in; the others are told as absent. Where this run has read the whole list
 * already nobody is asked: what is still missing is not there.
 */
export async function* heal({
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
  const shared = { mayEnter: () => true, askedById: true, totalPages: null, through: [], due: false };
  if (isRead) {
    const page = { items: [], misfits: [], total: 0, date: null, size: 0, done: 1, left: [], resume: null };
    yield { ...shared, page, how: "none", state: null, absent: ids };
    return;
  }
  for await (const { page, absent } of askAgain({ source, endpoint: pass.endpoint, ids, signal })) {
    yield {
      ...shared,
      page,
      how: "by ids",
      state: absent === null ? { stage: 0, how: "again", inner: null } : null,
      absent: absent ?? [],
    };
  }
}
