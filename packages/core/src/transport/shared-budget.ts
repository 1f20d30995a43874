import type { Clock } from "../clock.js";
import { abortable, throwIfAborted } from "./abortable.js";
import type { Budget, BudgetUsage } from "./budget.js";
import { createHourWindow, freshHour, type HourState, type HourWindow } from "./hour-window.js";
import { guidePerHour, guidePerSecond, spentError } from "./limiter.js";
import type { RateHeaders } from "./rate-headers.js";
import { createRateMeter } from "./rate-meter.js";
import { createSecondWindow, freshSecond, type SecondState, type SecondWindow } from "./second-window.js";

/** Both windows of an application, as several processes keep them together: plain JSON. */
export interface WindowsState {
  perSecond: number;
  readonly second: SecondState;
  readonly hour: HourState;
}

/** The place where several processes keep the windows of one application. */
export interface SharedWindows {
  /**
   * Reads the windows, lets `work` change them in place, and writes them, while everybody else who calls it waits. What could not be
   * written was not changed: then `work` may be called again, with what is kept.
   *
   * `work` gets what is kept, or what `fresh` makes when there is nothing yet, and the time by a clock that all processes share, in milliseconds.
   */
  change<T>(fresh: () => WindowsState, work: (windows: WindowsState, now: number) => T): Promise<T>;
}

/** How far ahead processes may have queued. A process has one reservation at most, so this is for dozens of them. */
const queuedMs = 60_000;
const hourMs = 3_600_000;

type Told = (now: number, local: number, second: SecondWindow, hour: HourWindow, windows: WindowsState) => void;

/**
 * The budget of one application, shared by processes and hosts. A reservation is a start time in the shared windows, taken in turn, and a wait
 * until then: nobody polls. A process has at most one, so that one that dies takes one start with it and nothing else. What answers tell is
 * brought along with the next reservation; within the hour it corrects downwards only.
 *
 * @throws what the shared place throws, from `reserve`
 */
export function createSharedBudget(shared: SharedWindows, clock: Clock): Budget {
  const meter = createRateMeter();
  let told: Told[] = [];
  let queue: Promise<unknown> = Promise.resolve();
  let last: Omit<BudgetUsage, "requestsPerSecond"> = { perSecond: guidePerSecond, perHour: guidePerHour, leftThisHour: null, hourResetsAt: null };

  const take = (brought: readonly Told[], windows: WindowsState, now: number): { readonly spentUntil: number } | { readonly startAt: number } => {
    const local = clock.now();
    const second = createSecondWindow(windows.second, queuedMs);
    const hour = createHourWindow(windows.hour);
    for (const tell of brought) tell(now, local, second, hour, windows);
    const at = second.next(now, windows.perSecond);
    // The hit belongs to the hour in which it will start.
    const opensAt = hour.opensAt(at);
    if (opensAt === null) {
      second.start(at);
      hour.take(at);
    }
    const { perHour, left, resetsAt } = hour.usage(at);
    last = { perSecond: windows.perSecond, perHour, leftThisHour: left, hourResetsAt: resetsAt === null ? null : new Date(local + resetsAt - now) };
    return opensAt === null ? { startAt: local + at - now } : { spentUntil: local + opensAt - now };
  };
  const fresh = (): WindowsState => ({ perSecond: guidePerSecond, second: freshSecond(), hour: freshHour(guidePerHour) });
  const admit = async (signal: AbortSignal | undefined): Promise<void> => {
    throwIfAborted(signal);
    const brought = told;
    const taken = await shared.change(fresh, (windows, now) => take(brought, windows, now));
    // Only now is it kept; what was told meanwhile comes with the next one.
    told = told.slice(brought.length);
    if ("spentUntil" in taken) throw spentError(new Date(taken.spentUntil), last.perHour);
    // What the commit took is a part of the wait, so that its length does not move the start.
    const waitMs = taken.startAt - clock.now();
    if (waitMs > 0) await clock.sleep(waitMs, signal);
    meter.count(clock.now());
  };
  /** Local times of what was told become times of the shared clock when it is brought there. */
  const observed = (headers: RateHeaders, receivedAt: number): Told => (now, local, second, hour, windows) => {
    windows.perSecond = headers.perSecond ?? windows.perSecond;
    second.observe(headers.refused);
    hour.observe({ ...headers, sentAt: headers.sentAt + now - local }, receivedAt + now - local);
  };
  return {
    reserve: (signal) => {
      const turn = queue.then(() => admit(signal));
      queue = turn.catch(() => undefined);
      return abortable(turn, signal);
    },
    observe: (headers) => {
      const now = clock.now();
      told = [...told, observed(headers, now)];
      // For `usage` alone; what counts is what the shared windows say.
      const resetsAt = headers.date === null ? null : new Date(now + hourMs - (headers.date.getTime() % hourMs));
      last = {
        perSecond: headers.perSecond ?? last.perSecond,
        perHour: headers.perHour ?? last.perHour,
        leftThisHour: headers.leftThisHour ?? last.leftThisHour,
        hourResetsAt: last.hourResetsAt ?? resetsAt,
      };
    },
    exhausted: (until) => {
      told = [
        ...told,
        (now, local, _second, hour) => {
          hour.exhausted(until.getTime() + now - local, now);
        },
      ];
    },
    get usage() {
      const now = clock.now();
      // Of an hour that began since, the next reservation finds out.
      const isPast = last.hourResetsAt !== null && last.hourResetsAt.getTime() <= now;
      return { ...last, ...(isPast ? { leftThisHour: null, hourResetsAt: null } : {}), requestsPerSecond: meter.perSecond(now) };
    },
  };
}
