import type { Usage } from "@42sync/core";

/** How long a number of hits takes, and what remains afterwards. */
export interface Forecast {
  readonly seconds: number;
  /** Hits that remain in the hour in which it ends. */
  readonly remaining: number;
}

const hourSeconds = 3600;

/**
 * At the current limits; a run that needs more than this hour's hits continues in the next ones.
 * @param now local milliseconds
 */
export function forecastRun(
  hits: number,
  {
    perSecond,
    perHour,
    remainingThisHour,
    hourResetsAt,
  }: Pick<Usage, "perSecond" | "perHour" | "remainingThisHour" | "hourResetsAt">,
  now: number,
): Forecast {
  const remaining = remainingThisHour ?? perHour;
  if (hits <= remaining) return { seconds: hits / perSecond, remaining: remaining - hits };
  const beyond = hits - remaining;
  const hours = Math.ceil(beyond / perHour) - 1;
  const last = beyond - hours * perHour;
  const untilNext = hourResetsAt === null ? hourSeconds : Math.max(0, (hourResetsAt.getTime() - now) / 1000);
  return {
    seconds: Math.max(untilNext, remaining / perSecond) + hours * hourSeconds + last / perSecond,
    remaining: perHour - last,
  };
}
