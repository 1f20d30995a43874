/** Formats milliseconds like the API: `2026-11-23T08:00:00.000Z`. */
export const showTime = (instant: number): string => new Date(instant).toISOString();

/** The same, null for null. */
export const showTimeOrNull = (instant: number | null): string | null =>
  instant === null ? null : showTime(instant);
