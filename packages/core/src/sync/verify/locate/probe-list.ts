import { lastId } from "../../../client/traversal/span.js";
import type { IdRange } from "../../ports/index.js";
import type { Balance } from "./balance.js";
import { counted, type CountOffsets } from "./count-offsets.js";
import type { Probe } from "./probe.js";

/** One list compared with the ids that are here: what was found so far, and what only counts tell of. */
export interface Look {
  readonly probe: Probe;
  /** Ids that the list should have, ascending. */
  readonly ours: readonly number[];
  /** Rows a page. */
  readonly pageSize: number;
  /** What 42 has and we have not, with the item where it fits its declaration. */
  readonly missing: Map<number, unknown>;
  /** What we have and the list has not. */
  readonly surplus: Set<number>;
  /** What was not read, ascending by id, cut wherever a count began or ended. */
  unread: readonly IdRange[];
  readonly offsets: CountOffsets;
  /** X-Total of the whole; undefined before the first hit. */
  total: number | undefined;
  readonly balance: Balance;
}

/**
 * A look at a list, before the first hit.
 * @param balance that of looks that belong together
 * @default one of its own
 */
export function createLook(
  probe: Probe,
  ours: readonly number[],
  pageSize: number,
  balance: Balance = { reading: 0, spent: 0 },
): Look {
  return {
    probe,
    ours,
    pageSize,
    missing: new Map(),
    surplus: new Set(),
    unread: [{ from: 0, to: lastId }],
    offsets: new Map([[0, { group: counted, rows: 0 }]]),
    total: undefined,
    balance,
  };
}
