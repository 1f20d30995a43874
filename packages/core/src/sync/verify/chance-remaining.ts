/**
 * The chance that one row too many and one row too few, each anywhere among the rows, hide each other: that
 * both are in one slice of which only the number is known. What was read hides nothing. It is said of one
 * pair: of several it is less likely that none shows, and more likely that one of them does not.
 *
 * @param unread rows of each such slice
 * @param rows rows in all
 */
export function chanceRemaining(unread: readonly number[], rows: number): number {
  return rows === 0 ? 0 : unread.reduce((sum, slice) => sum + (slice / rows) ** 2, 0);
}
