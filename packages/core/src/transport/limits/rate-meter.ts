/** Counts requests over the last minute, in buckets of a second. */
export interface RateMeter {
  count(at: number): void;
  /** Requests a second over the last 60 seconds, or since the first request when that is less. */
  perSecond(now: number): number;
}

const spanMs = 60_000;

export function createRateMeter(): RateMeter {
  const buckets = new Map<number, number>();
  let first: number | null = null;
  const forget = (now: number): void => {
    for (const second of buckets.keys()) {
      if (second * 1000 <= now - spanMs) buckets.delete(second);
    }
  };
  return {
    count: (at) => {
      first ??= at;
      const second = Math.floor(at / 1000);
      // Forgetting once a new second begins keeps at most 61 buckets at any rate.
      if (!buckets.has(second)) forget(at);
      buckets.set(second, (buckets.get(second) ?? 0) + 1);
    },
    perSecond: (now) => {
      if (first === null) return 0;
      forget(now);
      const total = [...buckets.values()].reduce((sum, count) => sum + count, 0);
      return total / (Math.min(spanMs, Math.max(1000, now - first)) / 1000);
    },
  };
}
