import { lastId } from "../../../client/traversal/span.js";
import type { AnyTable, Scope } from "../../../resource/index.js";
import { ascending } from "../../ids/id-ranges.js";
import type { Mirrored } from "../../../define-mirror.js";
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
  /** What changed at 42 after this, by its own account, is pending; ISO. */
  readonly completeUntil: string;
  readonly allowance: HitAllowance;
  readonly random: () => number;
  readonly signal: AbortSignal | undefined;
}

/** A table compared with 42 by ids: nothing is classified yet. */
export interface Comparison {
  /** What 42 has and we have not, with the item where it fits. */
  readonly missing: ReadonlyMap<number, unknown>;
  /** What we have and the list has not. */
  readonly surplus: readonly number[];
  readonly here: number;
  /** Null where 42 returned no count. */
  readonly there: number | null;
  readonly knownNotStored: number;
  /** Rows of each slice that was counted and not read. */
  readonly unread: readonly number[];
  /** Rows by which 42's count differs beyond what was found; 0 when it did not end early. */
  readonly unlocated: number;
  /** What was compared, to be saved: owners' ids, or all ids of a list. */
  readonly verified: readonly IdRange[];
  /** What was attempted and not compared, because 42 failed or it needs more hits than one comparison has. */
  readonly tried: readonly IdRange[];
  readonly owners: { readonly compared: number; readonly of: number } | null;
  /** Owners whose rows differ, to be compared again after a repair. */
  readonly differing: readonly number[];
  /** The error that ended it early; undefined when it is complete. */
  readonly ended: unknown;
}

/** Compares a table; `again` limits a second comparison to these owners. */
export type Compare = (context: VerifyContext, again?: readonly number[]) => Promise<Comparison>;

/** All ids: how a list that was compared is saved. */
export const everything: readonly IdRange[] = [{ from: 0, to: lastId }];

/** Both, each once, ascending. */
export function union(ids: readonly number[], more: readonly number[]): readonly number[] {
  return more.length === 0 ? ids : ascending([...ids, ...more]);
}
