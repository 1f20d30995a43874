import { ownerColumn, scopeKey, toRow, type AnyTable, type Condition } from "../../resource/index.js";
import { ascending } from "../ids/id-ranges.js";
import { idsOf } from "../ids/item-ids.js";
import type { KnownNotStored, OwnedId } from "../ports/index.js";
import { confirmById } from "../read/confirm-by-id.js";
import { outOfScopeOf } from "../read/select-items.js";
import { stopsRequests } from "../report/error-effects.js";
import type { Comparison, VerifyContext } from "./compare/comparison.js";
import { endingOf } from "./hit-allowance.js";
import type { Differences } from "./verify-report.js";

/** What the ids that a comparison found turned out to be. */
export interface Classification {
  readonly found: Differences;
  readonly pending: readonly number[];
  readonly elsewhere: readonly number[];
  /** Items that a repair stores: of what is missing, and of what changed. */
  readonly items: readonly unknown[];
  /** Rows that 42 has for our owners and that are out of scope. */
  readonly outOfScope: readonly OwnedId[];
  /** Ids that were known but not stored, and that 42 no longer has. */
  readonly forgettable: readonly number[];
  /** Ids that could not be confirmed any more. */
  readonly unasked: readonly number[];
  readonly ended: unknown;
}

type ClassifyInput = Pick<Comparison, "missing" | "surplus" | "owners" | "differing" | "ended">;

/** The result while it grows. */
interface Classes {
  readonly missing: number[];
  readonly gone: number[];
  readonly changed: number[];
  readonly pending: number[];
  readonly elsewhere: number[];
  readonly items: unknown[];
  readonly outOfScope: OwnedId[];
}

/** Classifies each id that a comparison found. What is no longer in the list is confirmed by id. */
export async function classify(context: VerifyContext, comparison: ClassifyInput): Promise<Classification> {
  const classes: Classes = {
    missing: [],
    gone: [],
    changed: [],
    pending: [],
    elsewhere: [],
    items: [],
    outOfScope: [],
  };
  await classifyMissing(context, comparison, classes);
  const { stored, forgettable } = await splitSurplus(context, comparison);
  const wanted = new Set(stored);
  let remaining = stored;
  let ended: unknown;
  try {
    if (stored.length > 0 && !stopsRequests(comparison.ended)) {
      context.allowance.take();
      for await (const { page, notFound } of confirmById({ ...context, ids: stored })) {
        const received = page.items.flatMap((item) => idsOf([item]).map((id) => [id, item] as const));
        await classifyStored(context, new Map(received.filter(([id]) => wanted.has(id))), classes);
        if (notFound !== null) classes.gone.push(...notFound);
        else context.allowance.take();
      }
      remaining = [];
    }
  } catch (error) {
    ended = endingOf(error);
  }
  const { missing, gone, changed, pending, elsewhere, items, outOfScope } = classes;
  const seen = new Set([...gone, ...changed, ...pending, ...elsewhere]);
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

async function classifyMissing(
  context: VerifyContext,
  comparison: ClassifyInput,
  classes: Classes,
): Promise<void> {
  const { missing, owners } = comparison;
  const { table, store, scope } = context;
  if (missing.size === 0) return;
  const ids = [...missing.keys()];
  const known = new Set((await notStoredOf(context, comparison)).map(({ id }) => id));
  const stored = new Set(await store.counts.ids(table, whereIds(table, ids)));
  const compared = new Set(
    await store.counts.ids(table, [...whereIds(table, ids), ...whereCompared(context, comparison)]),
  );
  await classifyStored(
    context,
    new Map([...missing].filter(([id, item]) => stored.has(id) && !compared.has(id) && item !== undefined)),
    classes,
  );
  const entered = new Set(
    owners === null ? [] : (await store.counts.ownersToReread(table, scopeKey(scope))).entered,
  );
  for (const [id, item] of missing) {
    if (known.has(id) || stored.has(id)) continue;
    if (item === undefined) classes.missing.push(id);
    else if (!table.includes(item, scope)) classes.outOfScope.push(...outOfScopeOf(table, [item], scope));
    else if (isPending(context, item) || entered.has(ownerOf(table, item))) classes.pending.push(id);
    else {
      classes.missing.push(id);
      classes.items.push(item);
    }
  }
}

function whereIds({ key }: AnyTable, ids: readonly number[]): readonly Condition[] {
  return [{ column: key[0] ?? "id", in: ids }];
}

/**
 * Which of our rows were compared: a row that meets this and was not compared has come meanwhile, by a
 * concurrent run.
 */
function whereCompared(
  { table, scope }: VerifyContext,
  { owners, differing }: ClassifyInput,
): readonly Condition[] {
  const column = ownerColumn(table);
  return owners === null || column === undefined ? (table.holds?.(scope) ?? []) : [{ column, in: differing }];
}

function ownerOf(table: AnyTable, item: unknown): number {
  return Number(toRow(table, item)[ownerColumn(table) ?? ""]);
}

/**
 * Rows that are stored and that the list has although our rows say otherwise, or the other way round: either
 * their values have changed, or they have only moved to another list (a user's own row doesn't name the
 * campus).
 */
async function classifyStored(
  context: VerifyContext,
  items: ReadonlyMap<number, unknown>,
  classes: Classes,
): Promise<void> {
  const { table, store } = context;
  const rows = [...items.values()].map((item) => toRow(table, item));
  const differing = new Set((await store.counts.differing(table, rows)).map(({ id }) => id));
  for (const [id, item] of items) {
    if (!differing.has(id) && table.links.length === 0) classes.elsewhere.push(id);
    else if (isPending(context, item)) classes.pending.push(id);
    else {
      classes.changed.push(id);
      classes.items.push(item);
    }
  }
}

/** Ids that are stored, and ids that are only known. Forgotten people stay forgotten, and are neither. */
async function splitSurplus(
  context: VerifyContext,
  comparison: ClassifyInput,
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
 * What is known but not stored; of owners only what belongs to those that differ, because it may be a million
 * rows for all of them.
 */
function notStoredOf(
  { table, store }: VerifyContext,
  { owners, differing }: Pick<Comparison, "owners" | "differing">,
): Promise<readonly KnownNotStored[]> {
  return store.counts.knownNotStored(table, owners === null ? undefined : differing);
}

/** Whether 42 says that an item was created or changed after the time up to which the table is complete. */
export function isPending({ completeUntil }: Pick<VerifyContext, "completeUntil">, item: unknown): boolean {
  // its own fields, of any type
  const fields = typeof item === "object" && item !== null ? (item as Readonly<Record<string, unknown>>) : {};
  return ["created_at", "updated_at"].some((name) => {
    const at = fields[name];
    return typeof at === "string" && Date.parse(at) > Date.parse(completeUntil);
  });
}
