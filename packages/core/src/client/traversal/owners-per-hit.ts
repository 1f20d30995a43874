/** Owners differ: a hundred may have some more rows than the hundred before. */
const margin = 1.04;

/** Beyond so many pages a hundred, the page that is not full is too small a part of them to matter. */
const mostPages = 3;

/**
 * How many owners to ask for at once, so that their rows end just before a page does: when people have 1.05
 * rows each, 100 of them take two hits and 91 take one.
 *
 * @param most owners that 42 takes in one filter
 */
export function ownersPerHit(rowsPerOwner: number, pageSize: number, most: number): number {
  const rows = rowsPerOwner * margin;
  const pages = Math.max(1, Math.floor((most * rows) / pageSize));
  return pages > mostPages || rows === 0 ? most : Math.min(most, Math.floor((pages * pageSize) / rows));
}
