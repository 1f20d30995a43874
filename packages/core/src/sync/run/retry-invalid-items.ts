import { scopeKey } from "../../resource/index.js";
import type { PlannedPass } from "../plan/planned-pass.js";
import { addCounts, noRows, type Entry, type InvalidItem, type QuarantinedItem } from "../ports/index.js";
import { createBelongs, toEntry } from "../read/select-items.js";
import { createPassReport } from "../report/create-pass-report.js";
import type { PassReport } from "../report/report.js";
import type { PageSource } from "../sources/page-source.js";
import type { RunPassInput } from "./run-pass-input.js";

/** What a pass works with, as far as it asks nothing of 42. */
export type RetryInvalidItemsInput = Pick<
  RunPassInput,
  "source" | "store" | "pass" | "runId" | "scope" | "now"
>;

const reason = "quarantined items that were invalid are valid now";

/**
 * Stores the quarantined items of a table that were invalid under an earlier release and are valid now,
 * without a hit. One item stands for all that failed at the same place for the same reason, so that a thousand
 * that still fail cost as little as one. Valid items out of this scope stay: they may belong to another run's.
 *
 * @returns what it did; undefined when no item is valid now
 */
export async function retryInvalidItems(input: RetryInvalidItemsInput): Promise<PassReport | undefined> {
  const { source, store, pass, runId, scope, now } = input;
  if (source.revalidate === undefined) return undefined;
  const began = now();
  let passId: number | null = null;
  let rows = noRows;
  let revalidated = 0;
  for (const sample of await store.counts.invalidItems(pass.table)) {
    for (let goesOn = isWorthRetrying(source, pass, sample); goesOn;) {
      const alike = await store.counts.invalidItems(pass.table, sample.detail);
      const page = await revalidateItems(input, alike);
      const commit = {
        table: pass.table,
        scope: scopeKey(scope),
        passId: null,
        entries: [],
        invalidItems: [],
        skipped: 0,
      };
      if (page.invalidItems.length > 0)
        await store.pages.commit({ ...commit, invalidItems: page.invalidItems });
      if (page.entries.length > 0) {
        passId ??= await store.ledger.beginPass({
          runId,
          table: pass.table.name,
          kind: "retry",
          reason,
          since: null,
          until: null,
          resumed: false,
          watermarkBefore: null,
        });
        const { entries } = page;
        rows = addCounts(
          rows,
          await store.pages.commit({ ...commit, passId, entries, revalidated: page.revalidated }),
        );
      }
      revalidated += page.entries.length;
      // What stays would be returned first again; the next run retries what comes after it.
      goesOn = page.entries.length > 0 && page.entries.length + page.invalidItems.length === alike.length;
    }
  }
  if (passId === null) return undefined;
  const seconds = (now() - began) / 1000;
  await store.ledger.endPass(passId, { outcome: "complete", hits: 0, bytes: 0, seconds, reason: null });
  return createPassReport(
    {
      table: pass.table,
      kind: "retry",
      reason: `${String(revalidated)} invalid ${revalidated === 1 ? "item is" : "items are"} valid now`,
      watermarkBefore: null,
    },
    { outcome: "complete", rows, revalidated, seconds },
  );
}

const detailOf = ({ path, reason: why }: InvalidItem): string => `${path}: ${why}`;

/** Whether it is valid now, or at least fails at another place. */
function isWorthRetrying(
  { revalidate }: PageSource,
  { endpoint }: PlannedPass,
  { item, detail }: QuarantinedItem,
): boolean {
  const invalidItem = revalidate?.(endpoint, item).invalidItem;
  return invalidItem === undefined || detailOf(invalidItem) !== detail;
}

interface RevalidatedPage {
  readonly entries: readonly Entry[];
  /** Items that fail at another place now. */
  readonly invalidItems: readonly InvalidItem[];
  /** Keys of the quarantined items whose entries these are. */
  readonly revalidated: readonly string[];
}

async function revalidateItems(
  { source, store, pass, scope }: RetryInvalidItemsInput,
  quarantined: readonly QuarantinedItem[],
): Promise<RevalidatedPage> {
  const { table, endpoint } = pass;
  const page = { entries: [] as Entry[], invalidItems: [] as InvalidItem[], revalidated: [] as string[] };
  const belongs = await createBelongs(pass, store.counts);
  for (const { key, detail, item } of quarantined) {
    const result = source.revalidate?.(endpoint, item);
    if (result === undefined) continue;
    if (result.invalidItem !== undefined) {
      if (detailOf(result.invalidItem) !== detail) page.invalidItems.push(result.invalidItem);
    } else if (table.includes(result.item, scope) && belongs(result.item)) {
      page.entries.push(toEntry(table, result.item, table.enters(result.item, scope)));
      page.revalidated.push(key);
    }
  }
  return page;
}
