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
   * Saves what answers said, and returns starts that nobody waits for any more: await it before the shared
   * store is closed.
   */
  flush(): Promise<void>;
}

/** A change of the windows that the next reservation brings along. */
type WindowUpdate = (windows: OpenWindows, now: number) => void;

/** The result of a reservation. */
interface Taken {
  readonly starts: readonly number[];
  readonly refusal: Refusal | undefined;
}

const hourMs = 3_600_000;
/** This many starts ahead are enough for any application and any shared store. */
const mostAhead = 15;
/** A shared store that was slow may be slow again; a fast one is trusted gradually. */
const forgetting = 0.9;

/**
 * The budget of one application, shared by processes and hosts. A reservation is a start in the shared
 * windows, taken in order, and a wait until then: nobody polls. It is made while the previous one is still
 * awaited, and lies far enough ahead for the shared store to answer by then, so that its latency delays no
 * request. A start that was missed nevertheless is returned in exchange for another one.
 *
 * A process that dies takes the few starts that it holds with it, one where the shared store is fast. The
 * hour gets them back once an answer proves that 42 never counted them; otherwise answers only ever lower the
 * remaining hits.
 *
 * @throws from `reserve`, what the shared store throws
 */
export function createSharedBudget(shared: SharedWindows, clock: Clock): SharedBudget {
  const meter = createRateMeter();
  const time = createSharedTime();
  const log = createStartLog();
  let updates: readonly WindowUpdate[] = [];
  let asking: Promise<void> | undefined;
  /** How long the shared store took from being read to having answered; null until it has. */
  let answersAfterMs: number | null = null;
  /** How long it took in all. */
  let askingTakesMs = 0;
  let last: Omit<BudgetUsage, "requestsPerSecond"> = {
    perSecond: guidePerSecond,
    perHour: guidePerHour,
    remainingThisHour: null,
    hourResetsAt: null,
  };

  const update = (change: WindowUpdate): void => {
    updates = [...updates, change];
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
      update((windows) => {
        windows.giveBack(at);
      });
    },
    onWanted: () => {
      ask();
    },
  });
  /**
   * Requests without a start, except those whose starts would come long after the shared store can have
   * answered: starts that are held block everybody.
   */
  const unserved = (): readonly number[] =>
    queue.unserved(1 + Math.min(mostAhead, Math.round((askingTakesMs * last.perSecond) / 1000)));

  const take = (windows: OpenWindows, doubtMs: number): Taken => {
    const now = time.toShared(clock.now());
    for (const one of updates) one(windows, now);
    // Unknown yet: two more statements, each with twice the uncertainty.
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
      brought = updates.length;
      return take(openWindows(state), doubtMs);
    });
    // Saved only now; what was learned meanwhile goes with the next one.
    updates = updates.slice(brought);
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
      // Another request may have come since the last check.
      ask();
    });
  };

  return {
    reserve: (signal, leave = 0) => queue.wait(leave, signal),
    observe: (headers) => {
      const receivedAt = clock.now();
      const start = log.find(headers.sentAt);
      update((windows) => {
        windows.observe(
          { ...headers, sentAt: time.toShared(headers.sentAt) },
          time.toShared(receivedAt),
          start,
        );
      });
      // For `usage` only; the shared windows decide.
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
      // Pending reservations would be refused as well.
      queue.giveBackAll();
      update((windows, now) => {
        windows.exhausted(time.toShared(until.getTime()), now);
      });
      ask();
    },
    flush: async () => {
      await asking;
      if (updates.length > 0) await change();
    },
    get usage() {
      const now = clock.now();
      // The next reservation notices an hour that has begun since.
      const isPast = last.hourResetsAt !== null && last.hourResetsAt.getTime() <= now;
      return {
        ...last,
        ...(isPast ? { remainingThisHour: null, hourResetsAt: null } : {}),
        requestsPerSecond: meter.perSecond(now),
      };
    },
  };
}
