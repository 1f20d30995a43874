import { scopeKey, toLinks, toRow } from "../../resource/index.js";
import { createBelongs } from "../read/create-belongs.js";
import type { PlannedPass } from "../plan/plan.js";
import { addCounts, noRows, type Entry, type QuarantinedItem, type InvalidItem } from "../ports/index.js";
import type { PassReport } from "../report/report.js";
import type { RunPassInput } from "./run-pass.js";
import type { PageSource } from "../sources/page-source.js";

/** What a pass works with, as far as it asks nothing of 42. */
export type RetryInvalidItemsInput = Pick<
  RunPassInput,
  "source" | "store" | "pass" | "runId" | "scope" | "now"
>;

/**
 * Stores kept items of a table that did not fit an earlier release and fit now, without a hit. One item tells
 * of all that did not fit at the same place for the same reason, so that a thousand that still do not cost as
 * little as one. What fits and is not of this scope stays: it may be another run's.
 *
 * @returns what it did; undefined when nothing fits now
 */
export async function retryInvalidItems({
  source,
  store,
  pass,
  runId,
  scope,
  now,
}: RetryInvalidItemsInput): Promise<PassReport | undefined> {
  if (source.retryInvalidItems === undefined) return undefined;
  const began = now();
  let passId: number | null = null;
  let rows = noRows;
  let revalidated = 0;
  for (const sample of await store.counts.invalidItems(pass.table)) {
    for (let goesOn = isWorthTrying(source, pass, sample); goesOn;) {
      const alike = await store.counts.invalidItems(pass.table, sample.detail);
      const page = await classifyKept({ source, store, pass, scope }, alike);
      const place = {
        table: pass.table,
        scope: scopeKey(scope),
        passId: null,
        entries: [],
        invalidItems: [],
        skipped: 0,
      };
      if (page.invalidItems.length > 0)
        await store.pages.commit({ ...place, invalidItems: page.invalidItems });
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
        rows = addCounts(
          rows,
          await store.pages.commit({
            ...place,
            passId,
            entries: page.entries,
            revalidated: page.revalidated,
          }),
        );
      }
      revalidated += page.entries.length;
      // What stays would come first again; the next run tries those behind it.
      goesOn = page.entries.length > 0 && page.entries.length + page.invalidItems.length === alike.length;
    }
  }
  if (passId === null) return undefined;
  const seconds = (now() - began) / 1000;
  await store.ledger.endPass(passId, { outcome: "complete", hits: 0, bytes: 0, seconds, reason: null });
  return {
    table: pass.table.name,
    kind: "retry",
    how: "none",
    reason: `${String(revalidated)} that did not fit now ${revalidated === 1 ? "does" : "do"}`,
    outcome: "complete",
    rows,
    invalidItems: 0,
    revalidated: revalidated,
    overDeletionLimit: 0,
    hits: 0,
    bytes: 0,
    seconds,
    watermarkBefore: null,
    watermarkAfter: null,
    error: null,
  };
}

const reason = "kept items that did not fit do now";

const detailOf = ({ path, reason: why }: InvalidItem): string => `${path}: ${why}`;

/** Whether it fits now, or at least fails elsewhere. */
function isWorthTrying(
  { retryInvalidItems: classify }: PageSource,
  { endpoint }: PlannedPass,
  { item, detail }: QuarantinedItem,
): boolean {
  const invalidItem = classify?.(endpoint, item).invalidItem;
  return invalidItem === undefined || detailOf(invalidItem) !== detail;
}

interface KeptPage {
  readonly entries: readonly Entry[];
  /** Those that fail elsewhere now. */
  readonly invalidItems: readonly InvalidItem[];
  readonly revalidated: readonly string[];
}

async function classifyKept(
  { source, store, pass, scope }: Pick<RetryInvalidItemsInput, "source" | "store" | "pass" | "scope">,
  kept: readonly QuarantinedItem[],
): Promise<KeptPage> {
  const page = { entries: [] as Entry[], invalidItems: [] as InvalidItem[], revalidated: [] as string[] };
  const belongs = await createBelongs(pass, store.counts);
  for (const { key, detail, item: keptItem } of kept) {
    const judged = source.retryInvalidItems?.(pass.endpoint, keptItem);
    if (judged === undefined) continue;
    if (judged.invalidItem !== undefined) {
      if (detailOf(judged.invalidItem) !== detail) page.invalidItems.push(judged.invalidItem);
    } else if (pass.table.includes(judged.item, scope) && belongs(judged.item)) {
      page.entries.push({
        row: toRow(pass.table, judged.item),
        links: toLinks(pass.table, judged.item),
        mayEnter: pass.table.enters(judged.item, scope),
      });
      page.revalidated.push(key);
    }
  }
  return page;
}
