import type { Clock } from "@42sync/core";
import type { SharedWindows, WindowsState } from "@42sync/core/shared-budget";
import type { VirtualClock } from "../../bench/setup/virtual-clock.js";
import type { Random } from "../world/random.js";

/** A host on which a process runs, and its way to the database. */
export interface HostModel {
  /** Milliseconds that a statement takes there and back, on average. */
  readonly statementMs: number;
  /** Each way takes up to this part longer or shorter. @default 0.5 */
  readonly spread?: number;
  /** The part of a statement's time that is the way back. @default 0.5 */
  readonly backShare?: number;
  /** How far the host's clock is ahead, in milliseconds. @default 0 */
  readonly aheadMs?: number;
  /** Every so often, on average, the process stands still for so long, in milliseconds. @default never */
  readonly stalls?: { readonly everyMs: number; readonly ms: number };
}

/** The windows in a database that is `aheadMs` from the simulation's time: one process at a time has them. */
export class SimulatedDatabase {
  private kept: string | undefined;
  private free: Promise<void> = Promise.resolve();
  transactions = 0;
  constructor(private readonly aheadMs: number) {}

  lock(): Promise<() => void> {
    const before = this.free;
    let release = (): void => undefined;
    this.free = new Promise((resolve) => {
      release = resolve;
    });
    return before.then(() => release);
  }
  read(fresh: () => WindowsState): WindowsState {
    return this.kept === undefined ? fresh() : (JSON.parse(this.kept) as WindowsState); // what `write` kept
  }
  write(windows: WindowsState): void {
    this.transactions += 1;
    this.kept = JSON.stringify(windows);
  }
  now(time: number): number {
    return time + this.aheadMs;
  }
}

/** A process on such a host: its clock, which is its own, and its way to the windows. */
export interface SimulatedHost {
  readonly clock: Clock;
  readonly windows: SharedWindows;
}

export function createSimulatedHost(
  model: HostModel,
  time: VirtualClock,
  database: SimulatedDatabase,
  random: Random,
): SimulatedHost {
  const { statementMs, spread = 0.5, backShare = 0.5, aheadMs = 0 } = model;
  const awake = createStalls(model.stalls, time.now(), random);
  const clock: Clock = {
    now: () => time.now() + aheadMs,
    // Whatever is due while the process stands still happens afterwards.
    sleep: (ms, signal) => time.sleep(awake(time.now() + Math.max(0, ms)) - time.now(), signal),
  };
  const way = (share: number): number => statementMs * share * (1 + spread * (2 * random.next() - 1));
  const there = (): Promise<void> => time.sleep(way(1 - backShare));
  const back = (): Promise<void> => clock.sleep(way(backShare));
  const statement = async (): Promise<void> => {
    await there();
    await back();
  };
  const windows: SharedWindows = {
    change: async (fresh, work) => {
      await statement(); // begin
      await there();
      const release = await database.lock();
      await back();
      const askedAt = clock.now();
      await there();
      const kept = database.read(fresh);
      const read = database.now(time.now());
      await back();
      const doubtMs = (clock.now() - askedAt) / 2;
      const result = work(kept, read + doubtMs, doubtMs);
      await statement(); // write
      await there(); // commit
      database.write(kept);
      release();
      await back();
      return result;
    },
  };
  return { clock, windows };
}

/** When what is due at a time happens. */
function createStalls(
  stalls: HostModel["stalls"],
  from: number,
  random: Random,
): (ownersToReread: number) => number {
  if (stalls === undefined) return (ownersToReread) => ownersToReread;
  const { everyMs, ms } = stalls;
  const begins: number[] = [];
  let next = from;
  return (ownersToReread) => {
    while (next <= ownersToReread) {
      begins.push(next);
      next += ms + everyMs * 2 * random.next();
    }
    const last = begins.findLast((begin) => begin <= ownersToReread);
    return last !== undefined && ownersToReread < last + ms ? last + ms : ownersToReread;
  };
}
