/** What an answer says about the application's windows; null where it doesn't. */
export interface RateHeaders {
  /** The server's clock, whole seconds. */
  readonly date: Date | null;
  /**
   * Requests allowed each second and each hour (`X-Secondly-RateLimit-Limit`, `X-Hourly-RateLimit-Limit`).
   */
  readonly perSecond: number | null;
  readonly perHour: number | null;
  /** Requests left in the hour after this one (`X-Hourly-RateLimit-Remaining`). */
  readonly remainingThisHour: number | null;
  /** Whether the answer was a 429. */
  readonly refused: boolean;
  /** When the request was sent, local milliseconds. */
  readonly sentAt: number;
}

/** Reads the rate headers, present on every answer under /v2 (observed 2022 and 2026). */
export function toRateHeaders(headers: Headers, status: number, sentAt: number): RateHeaders {
  return {
    date: toDate(headers),
    perSecond: positive(headers, "x-secondly-ratelimit-limit"),
    perHour: positive(headers, "x-hourly-ratelimit-limit"),
    remainingThisHour: whole(headers, "x-hourly-ratelimit-remaining"),
    refused: status === 429,
    sentAt,
  };
}

/** The answer's `Date`, or null. */
export function toDate(headers: Headers): Date | null {
  const at = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(at) ? null : new Date(at);
}

function whole(headers: Headers, name: string): number | null {
  const value = headers.get(name)?.trim() ?? "";
  return /^\d{1,12}$/.test(value) ? Number(value) : null;
}

function positive(headers: Headers, name: string): number | null {
  const value = whole(headers, name);
  return value === 0 ? null : value;
}
