import { scopeKey } from "../../resource/index.js";
import { countOverDeletionLimit } from "../read/deletion-limit.js";
import { toEntry } from "../read/select-items.js";
import { stopsRequests } from "../report/error-effects.js";
import { classify, type Classification } from "./classify.js";
import type { Compare, Comparison, VerifyContext } from "./compare/comparison.js";
import type { Sampled } from "./compare/sample.js";
import type { TableOptions } from "./verify-input.js";
import { countDifferences, type Differences } from "./verify-report.js";

export interface Repaired {
  readonly stored: number;
  readonly marked: number;
  /** Rows that are gone and were not marked, because they are too many at once. */
  readonly overDeletionLimit: number;
}

/** A first comparison, and what it found. */
export interface FirstComparison {
  readonly compare: Compare;
  readonly first: Comparison;
  readonly classified: Classification;
  readonly sampled: Sampled;
}

/** What stands after a repair and a second comparison; without a repair, what was found. */
export async function repairFound(
  context: VerifyContext,
  { compare, first, classified, sampled }: FirstComparison,
  options: TableOptions,
): Promise<{ readonly last: Comparison; readonly remains: Differences; readonly repaired: Repaired | null }> {
  const toRepair = countDifferences(classified.found) + sampled.items.length + classified.forgettable.length;
  if (!options.repair || toRepair === 0) return { last: first, remains: classified.found, repaired: null };
  const repaired = await repair(
    context,
    { ...classified, items: [...classified.items, ...sampled.items] },
    options.allowMassDeletion,
  );
  const last = stopsRequests(first.ended)
    ? first
    : await compare(context, first.owners === null ? undefined : first.differing);
  // Owners that were not compared again have not changed. What was not counted again stands as it was found,
  // except for what is stored by now.
  const again = await classify(
    context,
    last.ended === undefined
      ? last
      : { ...last, missing: new Map([...first.missing, ...last.missing]), differing: first.differing },
  );
  const remains =
    last.ended === undefined ? again.found : { ...classified.found, missing: again.found.missing };
  return { last: merge(first, last), remains, repaired };
}

/**
 * What stands after a second comparison: of owners, only those that differed were compared again; where 42
 * returned no count any more, the first one.
 */
function merge(first: Comparison, last: Comparison): Comparison {
  if (last.there === null || first.there === null) return { ...first, ended: last.ended };
  return first.owners === null
    ? last
    : { ...first, here: first.there + last.here - last.there, ended: last.ended };
}

const pageRows = 100;

/**
 * Stores what is missing or changed and marks what is gone, as a pass does: a transaction a page, by the
 * table's rules.
 */
async function repair(
  { store, table, scope }: VerifyContext,
  classified: Classification,
  allowMassDeletion: boolean,
): Promise<Repaired> {
  const page = { table, scope: scopeKey(scope), passId: null, invalidItems: [], skipped: 0 } as const;
  const entries = classified.items.map((item) => toEntry(table, item, table.enters(item, scope)));
  let stored = 0;
  for (let at = 0; at < entries.length; at += pageRows) {
    const { inserted, updated } = await store.pages.commit({
      ...page,
      entries: entries.slice(at, at + pageRows),
    });
    stored += inserted + updated;
  }
  const { gone } = classified.found;
  const overDeletionLimit = await countOverDeletionLimit(store.counts, table, {
    gone: gone.length,
    allowMassDeletion,
  });
  const { deleted } = await store.pages.commit({
    ...page,
    entries: [],
    gone: [...(overDeletionLimit > 0 ? [] : gone), ...classified.forgettable],
  });
  return { stored, marked: deleted, overDeletionLimit };
}
