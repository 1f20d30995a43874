/** How a run or a pass ended. Without an outcome and not under way, it was killed; the next run will note that. */
export function outcomeSql(outcome: string, isUnderWay: string): string {
  return `(case when ${outcome} is null and not ${isUnderWay} then 'killed' else ${outcome} end)`;
}

/** When it ended; of what was killed nobody knows. */
export function endedSql(ended: string, outcome: string): string {
  return `(case when ${outcome} = 'killed' then null else ${ended} end)`;
}
