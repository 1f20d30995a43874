import { scopeKey, type Scope } from "../../resource/index.js";
import type { Mirrored } from "../../define-mirror.js";
import { isOwned } from "../plan/related-tables.js";
import type { Store } from "../ports/index.js";

/** Tables in the order in which they are compared, and how the hits are divided among them. */
export interface Rotation {
  readonly lists: readonly Mirrored[];
  /** Tables whose rows are asked for by owners. */
  readonly owned: readonly Mirrored[];
  /** Most hits for all lists together. */
  readonly forLists: number;
}

/**
 * Orders the tables, lists and tables of owners apart, the longest not compared first. Lists, which say who
 * the owners are, may take half of the hits; an odd hit goes to the kind of table that has waited longest. So
 * even one hit at a time reaches everything.
 *
 * @param comparable tables that can be compared; tables that have waited equally long stay in this order
 */
export async function rotate(
  comparable: readonly Mirrored[],
  { store, scope, budget }: { readonly store: Store; readonly scope: Scope; readonly budget: number },
): Promise<Rotation> {
  const waiting: { readonly one: Mirrored; readonly last: string }[] = [];
  for (const one of comparable) {
    const verified = await store.watermarks.verified(one.table, scopeKey(scope));
    waiting.push({ one, last: verified.reduce((last, { readAt }) => (readAt > last ? readAt : last), "") });
  }
  waiting.sort((a, b) => (a.last === b.last ? 0 : a.last < b.last ? -1 : 1));
  const inTurn = waiting.map(({ one }) => one);
  const [first] = inTurn;
  const [lists, owned] = [inTurn.filter((one) => !isOwned(one)), inTurn.filter(isOwned)];
  const half = first !== undefined && isOwned(first) ? Math.floor(budget / 2) : Math.ceil(budget / 2);
  return { lists, owned, forLists: owned.length === 0 ? budget : half };
}
