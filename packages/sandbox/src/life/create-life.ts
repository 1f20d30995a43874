import type { Random } from "../random.js";
import type { World } from "../store/world.js";
import type { LifeContext } from "./life-context.js";
import { emptyReport, type LifeReport } from "./life-report.js";
import { welcome } from "./newcomers.js";
import { mark, register, retry, unregister } from "./projects.js";
import { login, logout } from "./seats.js";
import { changeCursusUserSilently, changeUserSilently } from "./silent-changes.js";
import { achieve, anonymise, blackhole, graduate, rename, transfer } from "./turning-points.js";

/**
 * How often each event happens, per active student and hour of the day; guesses that resemble a
 * campus.
 */
const PER_STUDENT_HOUR: readonly (readonly [rate: number, event: (context: LifeContext) => void])[] = [
  [0.06, login],
  [0.055, logout],
  [0.009, register],
  [0.0012, unregister],
  [0.008, mark],
  [0.002, retry],
  [0.004, changeCursusUserSilently],
  [0.012, changeUserSilently],
  [0.012, achieve],
  [0.0006, blackhole],
  [0.0008, welcome],
  [0.0004, graduate],
  [0.0003, anonymise],
  [0.0004, transfer],
];

/** Renames in the whole school, per hour. */
const RENAMES_PER_HOUR = 0.01;

const SLICE = 900_000;
const HOUR = 3_600_000;

/** Nights are quiet: between 20:00 and 06:00 UTC, a fifth as much happens. */
const pace = (instant: number): number => {
  const hour = new Date(instant).getUTCHours();
  return hour >= 6 && hour < 20 ? 1 : 0.2;
};

/** Simulates the school while the clock is moved. */
export interface Life {
  /** Simulates a time span, in milliseconds; the same seed and spans give the same events. */
  live(world: World, from: number, milliseconds: number): LifeReport;
}

/**
 * A simulation that uses `random`. Recorded worlds don't change: nothing made up is mixed into
 * them.
 */
export function createLife(random: Random): Life {
  return {
    live: (world, from, milliseconds) => {
      const report = emptyReport();
      if (world.isRecorded) return report;
      for (let done = 0; done < milliseconds; done += SLICE) {
        const length = Math.min(SLICE, milliseconds - done);
        liveSlice({ world, random, report, from: from + done, length });
      }
      return report;
    },
  };
}

function liveSlice(context: LifeContext): void {
  const { world, random, from, length } = context;
  const students = world
    .table("users")
    .rows.reduce((sum, user) => sum + (user["active?"] && user.kind === "student" ? 1 : 0), 0);
  const hours = (length / HOUR) * pace(from);
  for (const [rate, event] of PER_STUDENT_HOUR) {
    for (let left = random.count(students * rate * hours); left > 0; left--) event(context);
  }
  for (let left = random.count(RENAMES_PER_HOUR * hours); left > 0; left--) rename(context);
}
