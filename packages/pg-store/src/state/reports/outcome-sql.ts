/**
 * How a run or a pass ended, as people are told: one that has no outcome and is not under way was killed, also
 * before the next run has noted that.
 */
export function outcomeSql(outcome: string, isUnderWay: string): string {
  return `(case when ${outcome} is null and not ${isUnderWay} then 'killed' else ${outcome} end)`;
}

/** When it ended; of what was killed nobody knows. */
export function endedSql(ended: string, outcome: string): string {
  return `(case when ${outcome} = 'killed' then null else ${ended} end)`;
}
