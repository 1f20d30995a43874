import { tables } from "../../../src/tables.js";
import type { Copied42 } from "./copied-42.js";

export const none = { missing: [], gone: [], changed: [] };

/** Takes rows out of the copy behind its back. */
export async function lose(
  { store }: Copied42,
  table: keyof typeof tables,
  ids: readonly number[],
): Promise<void> {
  await store.pages.commit({
    table: tables[table],
    scope: "",
    passId: null,
    entries: [],
    invalidItems: [],
    skipped: 0,
    gone: ids,
  });
}

export const idsIn = ({ store }: Copied42, table: string): number[] =>
  store
    .rows(table)
    .map((row) => Number(row["id"]))
    .sort((a, b) => a - b);
