import type { Clock } from "@42sync/core";
import { createMemoryStore, type MemoryStore, type RunReport } from "@42sync/core/sync";
import { incrementalPolicy, nightlyPolicy } from "42sync";
import { createLocal42, type Local42 } from "./world/local-42.js";

/** How a local clock is wrong: it shows something else than the time that passes. */
export type WrongClock = (right: Clock) => Clock;

const shifted =
  (offsetMs: (asked: number) => number): WrongClock =>
  (right) => {
    let asked = 0;
    return {
      now: () => right.now() + offsetMs((asked += 1)),
      sleep: (ms, signal) => right.sleep(ms, signal),
    };
  };

const hourMs = 3_600_000;

/** Clocks that must change nothing. */
export const wrongClocks: Readonly<Record<string, WrongClock>> = {
  "an hour ahead": shifted(() => hourMs),
  "an hour behind": shifted(() => -hourMs),
  "a year behind": shifted(() => -365 * 24 * hourMs),
  "jumping an hour ahead and back": shifted((asked) => (Math.floor(asked / 40) % 2 === 0 ? 0 : hourMs)),
  "jumping back an hour and further": shifted((asked) => -hourMs * Math.floor(asked / 60)),
};

export interface ClockRuns {
  readonly reports: readonly RunReport[];
  readonly store: MemoryStore;
  readonly local: Local42;
  /** Rows of each table, and its watermark. */
  readonly state: unknown;
}

/**
 * A nightly, then three incremental runs with hours of life between them, each by a process whose clock is
 * wrong.
 */
export async function runWithClock(wrong: WrongClock): Promise<ClockRuns> {
  const local = createLocal42({
    seed: 11,
    size: 20,
    pageSize: 20,
    scope: { cursusId: 21, campusIds: [] },
    except: ["project_sessions"],
  });
  const store = createMemoryStore({ now: () => local.clock.now() });
  const clock = wrong(local.clock);
  const reports = [await local.run(store, nightlyPolicy, { clock })];
  for (let run = 0; run < 3; run += 1) {
    local.sandbox.advance("4h");
    reports.push(await local.run(store, incrementalPolicy, { clock }));
  }
  const tables = await Promise.all(
    local.mirrored.map(
      async ({ table }) =>
        [
          table.name,
          store.rows(table.name),
          (await store.watermarks.watermark(table, "cursus=21 campus=all"))?.watermark,
        ] as const,
    ),
  );
  return { reports, store, local, state: { tables, quarantine: [...store.quarantine.keys()] } };
}
