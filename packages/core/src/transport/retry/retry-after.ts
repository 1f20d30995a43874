/**
 * How long `Retry-After` asks to wait, in milliseconds: whole seconds, or an HTTP date, which is read
 * relative to the answer's own `Date` so that a wrong local clock does not matter (RFC 9110, 10.2.3). null
 * when it is missing or invalid.
 */
export function retryAfterToMs(headers: Headers, localNow: number): number | null {
  const value = headers.get("retry-after")?.trim();
  if (value === undefined || value === "") return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  // Date.parse accepts nearly anything, such as "-5"; an HTTP date begins with its weekday.
  const at = /^[A-Za-z]{3}/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) return null;
  const now = Date.parse(headers.get("date") ?? "");
  return Math.max(0, at - (Number.isNaN(now) ? localNow : now));
}
