import { scopeKey, toLinks, toRow } from "../../resource/index.js";
import { isMassDeletion } from "../read/mass-deletion.js";
import type { Entry } from "../ports/index.js";
import type { VerifyContext } from "./compare/comparison.js";
import type { Verdict } from "./classify.js";

export interface Repaired {
  readonly stored: number;
  readonly marked: number;
  /** Rows that are gone and were not marked, because they are too many at once. */
  readonly overDeletionLimit: number;
}

const pageRows = 100;

/**
 * Stores what is missing or changed and marks what is gone, as a pass does: a transaction a page, by the
 * rules of the table.
 */
export async function repair(
  context: VerifyContext,
  verdict: Verdict,
  allowMassDeletion: boolean,
): Promise<Repaired> {
  const { store, table, scope } = context;
  const page = { table, scope: scopeKey(scope), passId: null, invalidItems: [], skipped: 0 } as const;
  const entries = verdict.items.map((item): Entry => ({
    row: toRow(table, item),
    links: toLinks(table, item),
    mayEnter: table.enters(item, scope),
  }));
  let stored = 0;
  for (let at = 0; at < entries.length; at += pageRows) {
    const { inserted, updated } = await store.pages.commit({
      ...page,
      entries: entries.slice(at, at + pageRows),
    });
    stored += inserted + updated;
  }
  const { gone } = verdict.found;
  const overDeletionLimit =
    !allowMassDeletion && isMassDeletion(gone.length, await store.counts.count(table)) ? gone.length : 0;
  const { deleted } = await store.pages.commit({
    ...page,
    entries: [],
    gone: [...(overDeletionLimit > 0 ? [] : gone), ...verdict.forgettable],
  });
  return { stored, marked: deleted, overDeletionLimit };
}
