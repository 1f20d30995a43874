import { toRow, type Row } from "../../../resource/index.js";
import { idsOf } from "../../ids/item-ids.js";
import type { Differing } from "../../ports/index.js";
import { confirmById } from "../../read/confirm-by-id.js";
import { isPending } from "../classify.js";
import { endingOf } from "../hit-allowance.js";
import type { VerifyContext } from "./comparison.js";

export interface Sampled {
  readonly compared: number;
  /** Rows that differ although 42 doesn't say that they changed since the watermark. */
  readonly differing: readonly Differing[];
  readonly items: readonly unknown[];
  readonly ended: unknown;
}

export const noSample: Sampled = { compared: 0, differing: [], items: [], ended: undefined };

/**
 * Compares rows picked at random with 42, value by value: 100 a hit. A row that changed since the watermark
 * is pending, and doesn't count.
 */
export async function sampleRows(context: VerifyContext, count: number): Promise<Sampled> {
  const { store, table, random, allowance } = context;
  const ids = [...shuffle(await store.counts.ids(table), random, count)].sort((a, b) => a - b);
  const differing: Differing[] = [];
  const items: unknown[] = [];
  let compared = 0;
  if (ids.length === 0) return noSample;
  const wanted = new Set(ids);
  try {
    allowance.take();
    for await (const { page, notFound } of confirmById({ ...context, ids })) {
      const reread = page.items.filter(
        (item) => idsOf([item]).some((id) => wanted.has(id)) && !isPending(context, item),
      );
      const rows = reread.map((item): Row => toRow(table, item));
      const found = await store.counts.differing(table, rows);
      differing.push(...found);
      const differingIds = new Set(found.map(({ id }) => id));
      items.push(...reread.filter((item) => idsOf([item]).some((id) => differingIds.has(id))));
      compared += rows.length;
      if (notFound === null) allowance.take();
    }
  } catch (error) {
    return { compared, differing, items, ended: endingOf(error) };
  }
  return { compared, differing: differing.sort((a, b) => a.id - b.id), items, ended: undefined };
}

/** The first `most` of the values in a random order, each order equally likely. @default all of them */
export function shuffle<T>(values: readonly T[], random: () => number, most = values.length): readonly T[] {
  const pool = [...values];
  const wanted = Math.min(most, pool.length);
  for (let at = 0; at < wanted; at += 1) {
    const other = at + Math.floor(random() * (pool.length - at));
    const [here, there] = [pool[at], pool[other]];
    if (here !== undefined && there !== undefined) [pool[at], pool[other]] = [there, here];
  }
  return pool.slice(0, wanted);
}
