import { lastId } from "../../../client/traversal/span.js";
import type { AnyTable, Scope } from "../../../resource/index.js";
import type { Mirrored } from "../../plan/plan.js";
import type { IdRange, Store } from "../../ports/index.js";
import type { PageSource } from "../../sources/page-source.js";
import type { HitAllowance } from "../hit-allowance.js";

/** What every comparison of a table works with. */
export interface VerifyContext extends Mirrored {
  readonly source: PageSource;
  readonly store: Store;
  readonly scope: Scope;
  /** The table of the owners that rows are asked by. */
  readonly owners: AnyTable | undefined;
  /** What changed at 42 after this, by its own word, is pending; ISO. */
  readonly settledUntil: string;
  readonly allowance: HitAllowance;
  readonly random: () => number;
  readonly signal: AbortSignal | undefined;
}

/** A table compared with 42 by ids: nothing is judged yet. */
export interface Comparison {
  /** What 42 has and we have not, with the item where it fits. */
  readonly missing: ReadonlyMap<number, unknown>;
  /** What we have and the list has not. */
  readonly surplus: readonly number[];
  readonly here: number;
  /** Null where 42 did not even tell a number. */
  readonly there: number | null;
  readonly knownNotStored: number;
  /** Rows of each slice that was counted and not read. */
  readonly unread: readonly number[];
  /** By how many rows 42's number is another than what was found explains; 0 where nothing ended it early. */
  readonly unlocated: number;
  /** What had its turn, to be noted: owners' ids, or everything of a list. */
  readonly verified: readonly IdRange[];
  /** What had its turn and was not compared, because 42 failed or more hits were needed than one turn has. */
  readonly tried: readonly IdRange[];
  readonly owners: { readonly compared: number; readonly of: number } | null;
  /** Owners whose rows differ, to be compared again after a repair. */
  readonly differing: readonly number[];
  /** What ended it early; undefined when it is whole. */
  readonly ended: unknown;
}

/** Compares a table; `again` names the owners to whom a second comparison is limited. */
export type Compare = (context: VerifyContext, again?: readonly number[]) => Promise<Comparison>;

/** All ids: how a list is noted that had its turn. */
export const everything: readonly IdRange[] = [{ from: 0, to: lastId }];

/** Both, each once, ascending. */
export function union(ids: readonly number[], more: readonly number[]): readonly number[] {
  return more.length === 0 ? ids : [...new Set([...ids, ...more])].sort((a, b) => a - b);
}
