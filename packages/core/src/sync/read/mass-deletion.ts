/** So many rows may be gone from one table at once, whatever its size. */
const mostAtOnce = 50;
/** And this share of it. */
const mostShare = 0.02;

/**
 * Whether so many rows gone at once look like a fault of the API rather than like life: more than 50, and
 * more than 2 % of the table. Then nothing is marked until somebody says that it is right.
 *
 * @param of rows of the table that are not marked
 */
export function isMassDeletion(gone: number, of: number): boolean {
  return gone > mostAtOnce && gone > of * mostShare;
}
