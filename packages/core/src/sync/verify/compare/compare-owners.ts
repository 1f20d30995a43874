import { mostFilterValues } from "../../../client/query/query-values.js";
import { ownersPerHit } from "../../../client/traversal/by-ids.js";
import { ownerColumn, scopeKey } from "../../../resource/index.js";
import { toRanges } from "../../ids/id-ranges.js";
import type { Verified } from "../../ports/index.js";
import { stopsRequests } from "../../report/error-effects.js";
import { endingOf, isOwnLimit } from "../hit-allowance.js";
import { spareHits } from "../locate/balance.js";
import { locate } from "../locate/locate.js";
import { createProbe } from "../locate/probe.js";
import { createProbedList, type Balance, type ProbedList } from "../locate/probed-list.js";
import { countList } from "../locate/read-range.js";
import { unlocatedRows, unreadRows } from "../locate/segments.js";
import { rangesOf } from "../remaining.js";
import { union, type Compare, type VerifyContext } from "./comparison.js";
import { shuffle } from "./sample.js";

/**
 * Rows of up to this many pages are worth reading a page with their count; of more rows, a page would be a
 * small part, and is skipped where that saves a hit in the end.
 */
const fewPages = 3;
/** Failures of 42 before the rest of the table is given up; until then the next owners are still compared. */
const mostFailures = 3;

/**
 * Compares a table whose rows are asked for by their owners: one hit counts the rows of 100 owners, and where
 * the count differs from ours the rows are located by their ids. Owners that were never compared come first,
 * then those that were compared longest ago, as far as the hits allow.
 */
export const compareOwners: Compare = async (context, again) => {
  const { table, store, owners: ownerTable } = context;
  const column = ownerColumn(table);
  if (ownerTable === undefined || column === undefined)
    throw new TypeError(`${table.name} is not asked for by owners`);
  const everybody = await store.counts.ids(ownerTable);
  const size = ownersPerHit(
    (await store.counts.count(table)) / Math.max(1, everybody.length),
    context.endpoint.pageSize,
    mostFilterValues,
  );
  const { order, failed: failedBefore } =
    again === undefined ? await orderOwners(context, everybody, size) : { order: again, failed: noOwners };
  const result = {
    missing: new Map<number, unknown>(),
    surplus: [] as number[],
    here: 0,
    there: 0,
    knownNotStored: 0,
    unread: [] as number[],
    unlocated: 0,
    differing: [] as number[],
  };
  const compared = new Set<number>();
  const tried = new Set<number>();
  const balance: Balance = { reading: 0, spent: 0 };
  let ended: unknown;
  for (let at = 0, failed = 0; at < order.length && failed < mostFailures;) {
    const next = order.slice(at, at + size);
    // Owners for whom 42 failed are asked for separately, so that the others don't fail with them.
    const border = next.findIndex((owner) => failedBefore.has(owner) !== failedBefore.has(next[0] ?? owner));
    const chunk = (border === -1 ? next : next.slice(0, border)).sort((a, b) => a - b);
    const isFirst = at === 0;
    at += chunk.length;
    const { list, knownNotStored } = await openChunk(context, { column, owners: chunk, balance });
    let failure: unknown;
    try {
      await compareChunk(list);
    } catch (error) {
      failure = endingOf(error);
      ended ??= failure;
      failed += 1;
    }
    // What was found before the failure holds as well.
    for (const [id, item] of list.missing) result.missing.set(id, item);
    result.surplus.push(...list.surplus);
    if (list.missing.size + list.surplus.size > 0) result.differing.push(...chunk);
    if (failure !== undefined) {
      result.unlocated += unlocatedRows(list);
      // Owners that the hits cut short come first the next time, unless all hits of one comparison are too few.
      if (!stopsRequests(failure) && (isFirst || !isOwnLimit(failure)))
        for (const owner of chunk) tried.add(owner);
      if (stopsRequests(failure) || context.allowance.remaining === 0) break;
      continue;
    }
    result.unread.push(...unreadRows(list));
    result.here += list.ours.length;
    result.there += list.total ?? 0;
    result.knownNotStored += knownNotStored;
    for (const owner of chunk) compared.add(owner);
  }
  return {
    ...result,
    verified: toRanges(everybody, compared),
    tried: toRanges(everybody, tried),
    owners: { compared: compared.size, of: everybody.length },
    ended,
  };
};

interface Chunk {
  /** The column that has an owner's id. */
  readonly column: string;
  readonly owners: readonly number[];
  readonly balance: Balance;
}

async function openChunk(
  context: VerifyContext,
  { column, owners, balance }: Chunk,
): Promise<{ readonly list: ProbedList; readonly knownNotStored: number }> {
  const { table, endpoint, store, scope } = context;
  const rows = await store.counts.ids(table, [{ column, in: owners }]);
  const known = await store.counts.knownNotStored(table, owners);
  const ours = union(
    rows,
    known.flatMap(({ id, owner }) => (owner === null ? [] : [id])),
  );
  const listed = table.list(scope);
  const query = { ...listed, filter: { ...listed.filter, [table.askBy?.filter ?? column]: owners } };
  return {
    list: createProbedList(createProbe({ ...context, query }), ours, endpoint.pageSize, balance),
    knownNotStored: ours.length - rows.length,
  };
}

async function compareChunk(list: ProbedList): Promise<void> {
  const isShort = list.ours.length <= fewPages * list.pageSize;
  await countList(list, isShort || spareHits(list) < 1 ? list.pageSize : 1);
  await locate(list);
}

const noOwners: ReadonlySet<number> = new Set();

interface Order {
  readonly order: readonly number[];
  /** Owners whose last attempt failed. */
  readonly failed: ReadonlySet<number>;
}

/**
 * The order in which owners are asked for. It is random where the hits are enough for all, so that what hides
 * within one hundred shows within another the next time.
 */
async function orderOwners(
  { table, store, scope, allowance, random }: VerifyContext,
  everybody: readonly number[],
  size: number,
): Promise<Order> {
  if (everybody.length <= size * allowance.remaining)
    return { order: shuffle(everybody, random), failed: noOwners };
  return inRotation(everybody, await store.watermarks.verified(table, scopeKey(scope)));
}

/**
 * Owners that were never attempted, then those attempted longest ago; of one comparison the failed ones first,
 * each group ascending.
 */
function inRotation(owners: readonly number[], noted: readonly Verified[]): Order {
  const [compared, failed] = [false, true].map((isFailed) =>
    rangesOf(
      owners,
      noted.filter((one) => one.failed === isFailed),
    ),
  );
  const since = owners.map((owner, at) => {
    const [readAt, failedAt] = [compared?.[at]?.readAt ?? "", failed?.[at]?.readAt ?? ""];
    return { owner, readAt, attemptedAt: readAt > failedAt ? readAt : failedAt };
  });
  const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
  since.sort((a, b) => order(a.attemptedAt, b.attemptedAt) || order(a.readAt, b.readAt) || a.owner - b.owner);
  return {
    order: since.map(({ owner }) => owner),
    failed: new Set(
      since.filter(({ readAt, attemptedAt }) => readAt !== attemptedAt).map(({ owner }) => owner),
    ),
  };
}
