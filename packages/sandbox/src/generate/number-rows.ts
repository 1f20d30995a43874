import type { Random } from "../random.js";
import type { Stored } from "../store/stored.js";

/** Assigns ascending, scattered ids between `from` and about `to`, in the order of the rows. */
export function numberRows(rows: readonly Stored[], from: number, to: number, random: Random): void {
  const average = Math.max(1, (to - from) / Math.max(1, rows.length));
  let id = from;
  for (const row of rows) {
    row.id = id;
    id += 1 + Math.floor(random.next() * (2 * average - 1));
  }
}

/** Sorts by creation time, as on the intranet, then assigns ids. */
export function numberByCreation(
  rows: (Stored & { created_at: number })[],
  from: number,
  to: number,
  random: Random,
): void {
  rows.sort((a, b) => a.created_at - b.created_at);
  numberRows(rows, from, to, random);
}
