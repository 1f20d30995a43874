import { ownersPerHit } from "../../../client/traversal/owners-per-hit.js";
import { ownerColumn, scopeKey } from "../../../resource/index.js";
import type { IdRange, Verified } from "../../ports/index.js";
import { beginLook } from "../locate/read-range.js";
import { spareHits, type Balance } from "../locate/balance.js";
import { union, type Compare, type VerifyContext } from "./comparison.js";
import { endsAll, isOwnLimit, requireKept } from "../hit-allowance.js";
import { rangesOf } from "../remaining.js";
import { locate } from "../locate/locate.js";
import { createLook, type Look } from "../locate/probe-list.js";
import { createProbe } from "../locate/probe.js";
import { unlocatedRows, unreadRows } from "../locate/segments.js";
import { shuffle } from "./shuffle.js";

/** Ids in one hit; a list of more than about 100 is answered 502 (42Stat and others, 2025). */
const mostOwners = 100;
/**
 * Rows of so many pages are worth a page with their count; of more, a page would be a small part: it is left
 * out where that costs no hit in the end.
 */
const fewPages = 3;
/**
 * Hundreds that 42 may fail for before the table is left alone; who comes after one is compared all the same.
 */
const mostFailures = 3;

/**
 * Compares a table whose rows are asked for by their owners: one hit counts the rows of 100 owners, and where
 * the number is not ours the rows are found by their ids. Owners who were never compared come first, then
 * those who were compared longest ago, as far as the hits reach.
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
    mostOwners,
  );
  const { order, failed: failedBefore } =
    again === undefined ? await orderOwners(context, everybody, size) : { order: again, failed: nobody };
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
    const inTurn = order.slice(at, at + size);
    // Whom 42 failed is asked apart, so that the others do not fail with them.
    const border = inTurn.findIndex(
      (owner) => failedBefore.has(owner) !== failedBefore.has(inTurn[0] ?? owner),
    );
    const chunk = (border === -1 ? inTurn : inTurn.slice(0, border)).sort((a, b) => a - b);
    const isFirst = at === 0;
    at += chunk.length;
    const { look, knownNotStored } = await openChunk(context, { column, owners: chunk, balance });
    let failure: unknown;
    try {
      await compareChunk(look);
    } catch (error) {
      failure = requireKept(error);
      ended ??= failure;
      failed += 1;
    }
    // What was found of a hundred that is not through is true as well.
    for (const [id, item] of look.missing) result.missing.set(id, item);
    result.surplus.push(...look.surplus);
    if (look.missing.size + look.surplus.size > 0) result.differing.push(...chunk);
    if (failure !== undefined) {
      result.unlocated += unlocatedRows(look);
      // Who was cut short by the hits is the first the next time, unless all hits of a turn are too few.
      if (!endsAll(failure) && (isFirst || !isOwnLimit(failure))) for (const owner of chunk) tried.add(owner);
      if (endsAll(failure) || context.allowance.remaining === 0) break;
      continue;
    }
    result.unread.push(...unreadRows(look));
    result.here += look.ours.length;
    result.there += look.total ?? 0;
    result.knownNotStored += knownNotStored;
    for (const owner of chunk) compared.add(owner);
  }
  return {
    ...result,
    verified: runsOf(everybody, compared),
    tried: runsOf(everybody, tried),
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
): Promise<{ readonly look: Look; readonly knownNotStored: number }> {
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
    look: createLook(createProbe({ ...context, query }), ours, endpoint.pageSize, balance),
    knownNotStored: ours.length - rows.length,
  };
}

async function compareChunk(look: Look): Promise<void> {
  const isShort = look.ours.length <= fewPages * look.pageSize;
  await beginLook(look, isShort || spareHits(look) < 1 ? look.pageSize : 1);
  await locate(look);
}

const nobody: ReadonlySet<number> = new Set();

interface Order {
  readonly order: readonly number[];
  /** Whose last turn failed. */
  readonly failed: ReadonlySet<number>;
}

/**
 * Whom to ask first. Where the hits reach for everybody chance mixes them, so that what hides among one
 * hundred shows among another the next time.
 */
async function orderOwners(
  { table, store, scope, allowance, random }: VerifyContext,
  everybody: readonly number[],
  size: number,
): Promise<Order> {
  if (everybody.length <= size * allowance.remaining)
    return { order: shuffle(everybody, random), failed: nobody };
  return inRotation(everybody, await store.watermarks.verified(table, scopeKey(scope)));
}

/**
 * Who never had a turn, then who had it longest ago; of one turn those whom 42 failed first, each group
 * ascending.
 */
function inRotation(owners: readonly number[], noted: readonly Verified[]): Order {
  const [ranges, attempts] = [false, true].map((isFailed) =>
    rangesOf(
      owners,
      noted.filter(({ failed }) => failed === isFailed),
    ),
  );
  const since = owners.map((owner, at) => {
    const [readAt, triedAt] = [ranges?.[at]?.readAt ?? "", attempts?.[at]?.readAt ?? ""];
    return { owner, readAt, turnAt: readAt > triedAt ? readAt : triedAt };
  });
  const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
  since.sort((a, b) => order(a.turnAt, b.turnAt) || order(a.readAt, b.readAt) || a.owner - b.owner);
  return {
    order: since.map(({ owner }) => owner),
    failed: new Set(since.filter(({ readAt, turnAt }) => readAt !== turnAt).map(({ owner }) => owner)),
  };
}

/** Ranges of ids that hold exactly these of everybody. */
function runsOf(everybody: readonly number[], those: ReadonlySet<number>): readonly IdRange[] {
  const runs: { from: number; to: number }[] = [];
  let open: { from: number; to: number } | undefined;
  for (const id of everybody) {
    if (!those.has(id)) open = undefined;
    else if (open === undefined) runs.push((open = { from: id, to: id }));
    else open.to = id;
  }
  return runs;
}
