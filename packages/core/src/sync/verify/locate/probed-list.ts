import { lastId } from "../../../client/traversal/span.js";
import type { IdRange } from "../../ports/index.js";
import { counted, type CountOffsets } from "./count-offsets.js";
import type { Probe } from "./probe.js";

/** The hits that were spent, against those that reading the same lists would have cost. */
export interface Balance {
  /** Hits to read the lists that were begun: X-Total of each in pages, and one for an empty one. */
  reading: number;
  /** Hits that were spent; those of repeated attempts count once. */
  spent: number;
}

/** One list compared with the stored ids: what was found so far, and what only counts say. */
export interface ProbedList {
  readonly probe: Probe;
  /** Ids that the list should have, ascending. */
  readonly ours: readonly number[];
  /** Rows a page. */
  readonly pageSize: number;
  /** What 42 has and we have not, with the item where it is valid. */
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
 * A list before its first probe.
 * @param balance shared by lists that belong together
 * @default one of its own
 */
export function createProbedList(
  probe: Probe,
  ours: readonly number[],
  pageSize: number,
  balance: Balance = { reading: 0, spent: 0 },
): ProbedList {
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
