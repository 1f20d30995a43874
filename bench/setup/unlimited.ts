import type { Budget } from "@42sync/core";

/** A budget without any limit, for servers that have none. */
export const unlimited: Budget = {
  reserve: () => Promise.resolve(),
  observe: () => undefined,
  exhausted: () => undefined,
  usage: {
    perSecond: Infinity,
    perHour: Infinity,
    remainingThisHour: null,
    hourResetsAt: null,
    requestsPerSecond: 0,
  },
};
