import type { Clock } from "../../../clock.js";
import { type Budget, type BudgetUsage, hourError, reserveError } from "../budget.js";
import { guidePerHour, guidePerSecond } from "../limiter.js";
import { createRateMeter } from "../rate-meter.js";
import { createSharedTime } from "./shared-time.js";
import {
  freshWindows,
  lateMs,
  openWindows,
  type OpenWindows,
  type Refusal,
  type SharedWindows,
} from "./shared-windows.js";
import { createStartLog } from "./start-log.js";
import { createStartQueue } from "./start-queue.js";

/** A budget whose windows are kept in a shared place. */
export interface SharedBudget extends Budget {
  /**
   * Brings what answers told, and starts that nobody waits for any more: to be awaited before the shared
   * place is closed.
   */
  settle(): Promise<void>;
}

/** What is brought to the windows with the next reservation. */
type Told = (windows: OpenWindows, now: number) => void;

/** What a reservation brought. */
interface Taken {
  readonly starts: readonly number[];
  readonly refusal: Refusal | undefined;
}

const hourMs = 3_600_000;
/** So many starts ahead are enough for any application and place. */
const mostAhead = 15;
/** A place that was slow may be so again; when it is fast, it is believed by and by. */
const forgetting = 0.9;

/**
 * The budget of one application, shared by processes and hosts. A reservation is a start in the shared
 * windows, taken in turn, and a wait until then: nobody polls. It is taken while another is still waited for,
 * and lies so far ahead that the shared place has answered by then: how long that takes moves no request. A
 * start that was missed all the same is given back for another one.
 *
 * A process that dies takes the few starts with it that it holds, one where the place answers fast. The hour
 * has them back once an answer proves that 42 never counted them; else answers correct the hour downwards
 * only.
 *
 * @throws what the shared place throws, from `reserve`
 */
export function createSharedBudget(shared: SharedWindows, clock: Clock): SharedBudget {
  const meter = createRateMeter();
  const time = createSharedTime();
  const log = createStartLog();
  let told: readonly Told[] = [];
  let asking: Promise<void> | undefined;
  /** How long the shared place took from being read to having answered; null until it has. */
  let answersAfterMs: number | null = null;
  /** How long it took in all. */
  let askingTakesMs = 0;
  let last: Omit<BudgetUsage, "requestsPerSecond"> = {
    perSecond: guidePerSecond,
    perHour: guidePerHour,
    remainingThisHour: null,
    hourResetsAt: null,
  };

  const tell = (what: Told): void => {
    told = [...told, what];
  };
  const queue = createStartQueue({
    clock,
    toLocal: (at) => time.toLocal(at),
    lateMs,
    onStart: (at) => {
      const now = clock.now();
      meter.count(now);
      log.note(at, now);
    },
    onGivenBack: (at) => {
      tell((windows) => {
        windows.giveBack(at);
      });
    },
    onWanted: () => {
      ask();
    },
  });
  /**
   * Who has no start, but for those whose starts would come long after the shared place can have answered:
   * starts that are held bind everybody.
   */
  const unserved = (): readonly number[] =>
    queue.unserved(1 + Math.min(mostAhead, Math.round((askingTakesMs * last.perSecond) / 1000)));

  const take = (windows: OpenWindows, doubtMs: number): Taken => {
    const now = time.toShared(clock.now());
    for (const one of told) one(windows, now);
    // Unknown yet: two more statements, of twice the doubt each.
    const from = now + (answersAfterMs ?? 4 * doubtMs);
    const starts: number[] = [];
    let refusal: Refusal | undefined;
    for (const leave of unserved()) {
      const start = windows.reserve(now, from, leave);
      if (typeof start === "number") starts.push(start);
      else refusal = start;
      if (refusal !== undefined) break;
    }
    const { perSecond, perHour, remaining, resetsAt } = windows.usage(starts.at(-1) ?? now);
    last = {
      perSecond,
      perHour,
      remainingThisHour: remaining,
      hourResetsAt: resetsAt === null ? null : new Date(time.toLocal(resetsAt)),
    };
    return { starts, refusal };
  };
  const change = async (): Promise<Taken> => {
    const askedAt = clock.now();
    let readAt = askedAt;
    let brought = 0;
    const taken = await shared.change(freshWindows, (state, now, doubtMs = 0) => {
      readAt = clock.now();
      time.observe(now, readAt, doubtMs);
      brought = told.length;
      return take(openWindows(state), doubtMs);
    });
    // Only now is it kept; what was told meanwhile comes with the next one.
    told = told.slice(brought);
    answersAfterMs = Math.max(clock.now() - readAt, (answersAfterMs ?? 0) * forgetting);
    askingTakesMs = Math.max(clock.now() - askedAt, askingTakesMs * forgetting);
    return taken;
  };
  const refuse = ({ opensAt, remaining }: Refusal): void => {
    const resetsAt = new Date(time.toLocal(opensAt));
    queue.refuse((leave) => {
      if (remaining === null) return hourError(resetsAt, last.perHour);
      return remaining <= leave ? reserveError(resetsAt, remaining, leave) : undefined;
    });
  };
  const askAll = async (): Promise<void> => {
    while (unserved().length > 0) {
      try {
        const { starts, refusal } = await change();
        for (const at of starts) queue.hold(at);
        if (refusal !== undefined) refuse(refusal);
      } catch (error) {
        queue.refuse(() => error);
      }
    }
  };
  const ask = (): void => {
    if (asking !== undefined || unserved().length === 0) return;
    asking = askAll().finally(() => {
      asking = undefined;
      // Somebody may have come since the last look.
      ask();
    });
  };

  return {
    reserve: (signal, leave = 0) => queue.wait(leave, signal),
    observe: (headers) => {
      const receivedAt = clock.now();
      const start = log.find(headers.sentAt);
      tell((windows) => {
        windows.observe(
          { ...headers, sentAt: time.toShared(headers.sentAt) },
          time.toShared(receivedAt),
          start,
        );
      });
      // For `usage` alone; what counts is what the shared windows say.
      const resetsAt =
        headers.date === null ? null : new Date(receivedAt + hourMs - (headers.date.getTime() % hourMs));
      last = {
        perSecond: headers.perSecond ?? last.perSecond,
        perHour: headers.perHour ?? last.perHour,
        remainingThisHour: headers.remainingThisHour ?? last.remainingThisHour,
        hourResetsAt: last.hourResetsAt ?? resetsAt,
      };
    },
    exhausted: (until) => {
      // What is still waited for would be refused as well.
      queue.giveBackAll();
      tell((windows, now) => {
        windows.exhausted(time.toShared(until.getTime()), now);
      });
      ask();
    },
    settle: async () => {
      await asking;
      if (told.length > 0) await change();
    },
    get usage() {
      const now = clock.now();
      // Of an hour that began since, the next reservation finds out.
      const isPast = last.hourResetsAt !== null && last.hourResetsAt.getTime() <= now;
      return {
        ...last,
        ...(isPast ? { remainingThisHour: null, hourResetsAt: null } : {}),
        requestsPerSecond: meter.perSecond(now),
      };
    },
  };
}
