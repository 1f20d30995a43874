import { createHourWindow } from "../hour-window.js";
import type { WindowsState } from "./shared-windows.js";

/** The state of an application's limits, from its shared windows. */
export interface WindowsUsage {
  readonly perSecond: number;
  readonly perHour: number;
  /** null before the first answer. */
  readonly remainingThisHour: number | null;
  /**
   * When the next hour's requests are available, in milliseconds of the shared clock; null before the first
   * answer.
   */
  readonly hourResetsAt: number | null;
}

/** Reads the windows without changing them. `now` is the time by the shared clock, in milliseconds. */
export function windowsUsage(windows: WindowsState, now: number): WindowsUsage {
  // The window switches to the new hour when asked; the stored state stays as it is.
  const { perHour, remaining, resetsAt } = createHourWindow({ ...windows.hour }).usage(now);
  return { perSecond: windows.perSecond, perHour, remainingThisHour: remaining, hourResetsAt: resetsAt };
}
