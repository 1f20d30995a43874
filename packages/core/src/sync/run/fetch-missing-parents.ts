import { confirmById } from "../read/confirm-by-id.js";
import type { PassPage } from "../read/read-pass.js";
import type { EnginePage } from "../sources/page-source.js";
import type { RunPassInput } from "./run-pass-input.js";

const emptyPage: EnginePage = {
  items: [],
  invalidItems: [],
  total: 0,
  date: null,
  size: 0,
  done: 1,
  remaining: [],
  resume: null,
};

/**
 * Asks for the parents that rows in quarantine wait for. Those that 42 has are stored, whatever scope they are
 * in, and release their children; the others are reported as not found. Where this run has already read the
 * whole list it asks nothing: what is still missing does not exist.
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
    completeOwners: [],
    rereads: false,
  };
  if (isRead) {
    yield { ...shared, page: emptyPage, how: "none", state: null, notFound: ids };
    return;
  }
  const { endpoint } = pass;
  for await (const { page, notFound } of confirmById({ source, endpoint, ids, signal }))
    yield {
      ...shared,
      page,
      how: "by ids",
      state: notFound === null ? { stage: 0, how: "again", inner: null } : null,
      notFound: notFound ?? [],
    };
}
