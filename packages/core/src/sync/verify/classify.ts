import { ownerColumn, scopeKey, toRow, type AnyTable, type Condition } from "../../resource/index.js";
import { confirmById } from "../read/confirm-by-id.js";
import { outOfScopeOf } from "../read/out-of-scope.js";
import type { KnownNotStored, OwnedId } from "../ports/index.js";
import { idsOf } from "../read/find-vanished.js";
import type { Comparison, VerifyContext } from "./compare/comparison.js";
import { endsAll, requireKept } from "./hit-allowance.js";
import type { Differences } from "./verify-report.js";

/** What became of the ids that a comparison found. */
export interface Verdict {
  readonly found: Differences;
  readonly pending: readonly number[];
  readonly elsewhere: readonly number[];
  /** Items that a repair stores: of what is missing, and of what changed. */
  readonly items: readonly unknown[];
  /** Rows that 42 has for our owners and that are not of the scope. */
  readonly outOfScope: readonly OwnedId[];
  /** Ids that were known without being rows, and that 42 does not have any more. */
  readonly forgettable: readonly number[];
  /** Ids that could not be asked for any more. */
  readonly unasked: readonly number[];
  readonly ended: unknown;
}

type Judgeable = Pick<Comparison, "missing" | "surplus" | "owners" | "differing" | "ended">;

interface Judged {
  readonly missing: number[];
  readonly gone: number[];
  readonly changed: number[];
  readonly pending: number[];
  readonly elsewhere: number[];
  readonly items: unknown[];
  readonly outOfScope: OwnedId[];
}

/**
 * Says of each id that a comparison found what it is. What is not in the list any more is asked for by id.
 */
export async function classify(context: VerifyContext, comparison: Judgeable): Promise<Verdict> {
  const judged: Judged = {
    missing: [],
    gone: [],
    changed: [],
    pending: [],
    elsewhere: [],
    items: [],
    outOfScope: [],
  };
  await classifyMissing(context, comparison, judged);
  const { stored, forgettable } = await splitSurplus(context, comparison);
  const wanted = new Set(stored);
  let remaining = stored;
  let ended: unknown;
  try {
    if (stored.length > 0 && !endsAll(comparison.ended)) {
      context.allowance.take();
      for await (const { page, parentsNotFound } of confirmById({ ...context, ids: stored })) {
        const came = page.items.flatMap((item) => idsOf([item]).map((id) => [id, item] as const));
        await classifyStored(context, new Map(came.filter(([id]) => wanted.has(id))), judged);
        if (parentsNotFound !== null) judged.gone.push(...parentsNotFound);
        else context.allowance.take();
      }
      remaining = [];
    }
  } catch (error) {
    ended = requireKept(error);
  }
  const { missing, gone, changed, pending, elsewhere, items, outOfScope } = judged;
  const seen = new Set([...gone, ...changed, ...pending, ...elsewhere]);
  const ascending = (ids: readonly number[]): readonly number[] => [...new Set(ids)].sort((a, b) => a - b);
  return {
    found: { missing: ascending(missing), gone: ascending(gone), changed: ascending(changed) },
    pending: ascending(pending),
    elsewhere: ascending(elsewhere),
    items,
    outOfScope,
    forgettable,
    unasked: remaining.filter((id) => !seen.has(id)),
    ended,
  };
}

async function classifyMissing(context: VerifyContext, comparison: Judgeable, judged: Judged): Promise<void> {
  const { missing, owners } = comparison;
  const { table, store, scope } = context;
  if (missing.size === 0) return;
  const ids = [...missing.keys()];
  const known = new Set((await notStoredOf(context, comparison)).map(({ id }) => id));
  const here = new Set(await store.counts.ids(table, whereIds(table, ids)));
  const came = new Set(
    await store.counts.ids(table, [...whereIds(table, ids), ...whereCompared(context, comparison)]),
  );
  await classifyStored(
    context,
    new Map([...missing].filter(([id, item]) => here.has(id) && !came.has(id) && item !== undefined)),
    judged,
  );
  const entered = new Set(
    owners === null ? [] : (await store.counts.ownersToReread(table, scopeKey(scope))).entered,
  );
  for (const [id, item] of missing) {
    if (known.has(id) || here.has(id)) continue;
    if (item === undefined) judged.missing.push(id);
    else if (!table.includes(item, scope)) judged.outOfScope.push(...outOfScopeOf(table, [item], scope));
    else if (isPending(context, item) || entered.has(ownerOf(table, item))) judged.pending.push(id);
    else {
      judged.missing.push(id);
      judged.items.push(item);
    }
  }
}

function whereIds({ key }: AnyTable, ids: readonly number[]): readonly Condition[] {
  return [{ column: key[0] ?? "id", in: ids }];
}

/**
 * Which of our rows were compared: what meets it and was not among them has come meanwhile, by a run beside
 * this one.
 */
function whereCompared(
  { table, scope }: VerifyContext,
  { owners, differing }: Judgeable,
): readonly Condition[] {
  const column = ownerColumn(table);
  return owners === null || column === undefined ? (table.holds?.(scope) ?? []) : [{ column, in: differing }];
}

function ownerOf(table: AnyTable, item: unknown): number {
  return Number(toRow(table, item)[ownerColumn(table) ?? ""]);
}

/**
 * Rows that are here and that the list has although our rows say otherwise, or the other way round: their
 * values have changed, or nothing of them has, and they have only gone to another list (of which campus
 * somebody is, their own row does not say).
 */
async function classifyStored(
  context: VerifyContext,
  items: ReadonlyMap<number, unknown>,
  judged: Judged,
): Promise<void> {
  const { table, store } = context;
  const rows = [...items.values()].map((item) => toRow(table, item));
  const differing = new Set((await store.counts.differing(table, rows)).map(({ id }) => id));
  for (const [id, item] of items) {
    if (!differing.has(id) && table.links.length === 0) judged.elsewhere.push(id);
    else if (isPending(context, item)) judged.pending.push(id);
    else {
      judged.changed.push(id);
      judged.items.push(item);
    }
  }
}

/** Ids that are rows, and ids that are only known. Who was forgotten stays so, and is neither. */
async function splitSurplus(
  context: VerifyContext,
  comparison: Judgeable,
): Promise<{ readonly stored: readonly number[]; readonly forgettable: readonly number[] }> {
  const { table, store } = context;
  const { surplus } = comparison;
  if (surplus.length === 0) return { stored: [], forgettable: [] };
  const rows = new Set(await store.counts.ids(table, whereIds(table, surplus)));
  const stored = surplus.filter((id) => rows.has(id));
  if (stored.length === surplus.length) return { stored, forgettable: [] };
  const forgotten = new Set(
    (await notStoredOf(context, comparison)).flatMap(({ id, because }) =>
      because === "forgotten" ? [id] : [],
    ),
  );
  return { stored, forgettable: surplus.filter((id) => !rows.has(id) && !forgotten.has(id)) };
}

/**
 * What is kept aside; of owners only that of those who differ, as what is left out of all of them may be a
 * million rows.
 */
function notStoredOf(
  { table, store }: VerifyContext,
  { owners, differing }: Pick<Comparison, "owners" | "differing">,
): Promise<readonly KnownNotStored[]> {
  return store.counts.knownNotStored(table, owners === null ? undefined : differing);
}

/** Whether 42 says that an item came or changed after what the table is known complete up to. */
export function isPending({ settledUntil }: Pick<VerifyContext, "settledUntil">, item: unknown): boolean {
  // its own fields, of any type
  const fields = typeof item === "object" && item !== null ? (item as Readonly<Record<string, unknown>>) : {};
  return ["created_at", "updated_at"].some((name) => {
    const at = fields[name];
    return typeof at === "string" && Date.parse(at) > Date.parse(settledUntil);
  });
}
