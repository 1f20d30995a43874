import type { AnyEndpoint } from "../../../resource/index.js";
import { idsOf } from "../../ids/item-ids.js";
import { stopsRequests } from "../../report/error-effects.js";
import { endingOf, isOwnLimit } from "../hit-allowance.js";
import { createProbe } from "../locate/probe.js";
import { createProbedList } from "../locate/probed-list.js";
import { unlocatedRows, unreadRows } from "../locate/segments.js";
import { compareList } from "./compare-list.js";
import { everything, union, type Compare, type Comparison, type VerifyContext } from "./comparison.js";

/** Ids that the scope's list should have: the rows that the table holds, and what is known but not stored. */
async function expectedIds({
  table,
  scope,
  store,
}: VerifyContext): Promise<{ readonly ours: readonly number[]; readonly knownNotStored: number }> {
  const rows = await store.counts.ids(table, table.holds?.(scope) ?? []);
  const knownNotStored = (await store.counts.knownNotStored(table)).map(({ id }) => id);
  const ours = union(rows, knownNotStored);
  return { ours, knownNotStored: ours.length - rows.length };
}

/** Compares a table whose rows are those of one list. */
export const compareWhole: Compare = async (context) => {
  const { table, endpoint, scope } = context;
  const { ours, knownNotStored } = await expectedIds(context);
  const list = createProbedList(
    createProbe({ ...context, query: table.list(scope) }),
    ours,
    endpoint.pageSize,
  );
  let ended: unknown;
  try {
    await compareList(list, context);
  } catch (error) {
    ended = endingOf(error);
  }
  const { missing, total = null } = list;
  const surplus = [...list.surplus];
  return {
    missing,
    surplus,
    here: ours.length,
    there: total,
    knownNotStored,
    unread: unreadRows(list),
    unlocated: ended === undefined ? 0 : unlocatedRows(list),
    ...attemptOf(total, ended),
    owners: null,
    differing: [],
    ended,
  };
};

/** Compares a table whose list takes no range: it is read again, if the hits are enough for all of it. */
export const compareByReading: Compare = async (context) => {
  const { table, endpoint, scope, source, signal, allowance } = context;
  const { ours, knownNotStored } = await expectedIds(context);
  const theirs = new Map<number, unknown>();
  let total: number | null = null;
  let ended: unknown;
  try {
    allowance.take();
    for await (const page of source.list(
      endpoint,
      table.list(scope),
      signal === undefined ? {} : { signal },
    )) {
      for (const item of page.items) for (const id of idsOf([item])) theirs.set(id, item);
      for (const { id } of page.invalidItems)
        if (typeof id === "number" && !theirs.has(id)) theirs.set(id, undefined);
      if (page.resume === null) continue;
      const rest = total === null ? restOf(endpoint, page.total) : 1;
      total ??= page.total;
      allowance.require(rest);
    }
  } catch (error) {
    ended = endingOf(error);
  }
  const known = new Set(ours);
  const missing = new Map([...theirs].filter(([id]) => !known.has(id)));
  const surplus = ended === undefined ? ours.filter((id) => !theirs.has(id)) : [];
  const there = ended === undefined ? theirs.size : total;
  return {
    missing,
    surplus,
    here: ours.length,
    there,
    knownNotStored,
    unread: ended === undefined ? [] : [ours.length],
    unlocated: ended === undefined || total === null ? 0 : Math.abs(total - ours.length),
    ...attemptOf(there, ended),
    owners: null,
    differing: [],
    ended,
  };
};

/** The fewest hits that a list takes after its first page. */
function restOf({ pageSize }: AnyEndpoint, total: number | null): number {
  return total === null ? 1 : Math.max(1, Math.ceil(total / pageSize) - 1);
}

/**
 * How the comparison of a list is saved: where 42 failed, as attempted; where no request could succeed, not at
 * all.
 */
function attemptOf(total: number | null, ended: unknown): Pick<Comparison, "verified" | "tried"> {
  const isCompared = total !== null && (ended === undefined || isOwnLimit(ended));
  return {
    verified: isCompared ? everything : [],
    tried: isCompared || stopsRequests(ended) ? [] : everything,
  };
}
