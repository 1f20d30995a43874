/** What the next run writes where it closes one, or a pass of one, whose process ended without closing it. */
export const killedReason = "the process ended without closing the run";

/**
 * An expression, and null of what was killed: how it ended nobody saw, and it was closed when the next run
 * began.
 */
export function unlessKilledSql(expression: string, reason: string): string {
  return `(case when ${reason} = '${killedReason}' then null else ${expression} end)`;
}
