import type { Usage } from "@42sync/core";

/** How long so many hits take, and what is left then. */
export interface Forecast {
  readonly seconds: number;
  /** Hits left in the hour in which it ends. */
  readonly left: number;
}

const hourSeconds = 3600;

/**
 * At the present limits; a run that needs more than this hour's hits goes on in the next ones.
 * @param now local milliseconds
 */
export function forecastRun(
  hits: number,
  {
    perSecond,
    perHour,
    leftThisHour,
    hourResetsAt,
  }: Pick<Usage, "perSecond" | "perHour" | "leftThisHour" | "hourResetsAt">,
  now: number,
): Forecast {
  const left = leftThisHour ?? perHour;
  if (hits <= left) return { seconds: hits / perSecond, left: left - hits };
  const beyond = hits - left;
  const hours = Math.ceil(beyond / perHour) - 1;
  const last = beyond - hours * perHour;
  const untilNext = hourResetsAt === null ? hourSeconds : Math.max(0, (hourResetsAt.getTime() - now) / 1000);
  return {
    seconds: Math.max(untilNext, left / perSecond) + hours * hourSeconds + last / perSecond,
    left: perHour - last,
  };
}
