import { createHourWindow } from "../hour-window.js";
import type { WindowsState } from "./shared-windows.js";

/** How an application stands, as its shared windows tell. */
export interface WindowsUsage {
  readonly perSecond: number;
  readonly perHour: number;
  /** null until an answer has told. */
  readonly remainingThisHour: number | null;
  /**
   * When the next hour's requests are available, in milliseconds of the shared clock; null until an answer
   * has told.
   */
  readonly hourResetsAt: number | null;
}

/** Reads the windows without changing them. `now` is the time by the shared clock, in milliseconds. */
export function windowsUsage(windows: WindowsState, now: number): WindowsUsage {
  // The window turns its hour when it is asked; what is kept stays as it is.
  const { perHour, remaining, resetsAt } = createHourWindow({ ...windows.hour }).usage(now);
  return { perSecond: windows.perSecond, perHour, remainingThisHour: remaining, hourResetsAt: resetsAt };
}
