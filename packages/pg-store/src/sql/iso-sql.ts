/**
 * SQL for an instant as ISO text in UTC with milliseconds, whatever the session's settings and the driver's
 * parsers are.
 */
export function isoSql(expression: string): string {
  return `to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
