import type { Stored } from "../store/stored.js";

/** A condition on the rows of a list. */
export interface Constraint {
  test(row: Stored): boolean;
  /** The rows that satisfy it, if an index knows them; then `test` isn't run on them. */
  readonly candidates?: readonly Stored[];
}

/** The rows that satisfy all constraints, by ascending id; `all` itself when there are none. */
export function selectRows(all: readonly Stored[], constraints: readonly Constraint[]): readonly Stored[] {
  let smallest: Constraint | undefined;
  for (const one of constraints) {
    if (one.candidates !== undefined && one.candidates.length < (smallest?.candidates?.length ?? Infinity))
      smallest = one;
  }
  const others = constraints.filter((one) => one !== smallest);
  const from = smallest?.candidates ?? all;
  if (others.length === 0 && smallest === undefined) return all;
  const rows = from.filter((row) => others.every((one) => one.test(row)));
  return smallest === undefined ? rows : ascending(rows);
}

function ascending(rows: Stored[]): readonly Stored[] {
  rows.sort((a, b) => a.id - b.id);
  return rows.filter((row, at) => row !== rows[at - 1]);
}
