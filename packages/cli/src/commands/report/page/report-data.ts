import type { Freshness, QuarantineCount, RunDetails, RunSummary } from "@42sync/pg-store";

/** What the runs of one day did. */
export interface Night {
  /** `2026-11-24`, UTC. */
  readonly day: string;
  readonly runs: number;
  readonly notComplete: number;
  /** By pipeline. */
  readonly hits: Readonly<Record<string, number>>;
  readonly seconds: Readonly<Record<string, number>>;
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
}

/** What changed in one table. */
export interface TableChange {
  readonly table: string;
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
}

/** Everything that the page shows. */
export interface ReportData {
  readonly label: string;
  /** ISO. */
  readonly madeAt: string;
  readonly nights: readonly Night[];
  readonly freshness: readonly Freshness[];
  readonly rows: Readonly<Record<string, number>>;
  readonly changes: readonly TableChange[];
  readonly quarantine: readonly QuarantineCount[];
  /**
   * Requests that the application is allowed in an hour; null where nothing has told, or several applications
   * differ.
   */
  readonly perHour: number | null;
  /** Newest first. */
  readonly runs: readonly RunSummary[];
  /** The last run that made passes, pass by pass. */
  readonly lastRun: RunDetails | undefined;
}

const dayMs = 86_400_000;

/**
 * Days without a run are shown as well: a night that was missed is a gap. A week at least, so that one night
 * is not a wall.
 */
const leastDays = 7;

/** The days up to now, at most as many as are asked for, from the first that had a run. */
export function toNights(runs: readonly RunSummary[], now: Date, most: number): readonly Night[] {
  const today = Date.parse(now.toISOString().slice(0, 10));
  const first = Math.min(today, ...runs.map(({ startedAt }) => Date.parse(startedAt.slice(0, 10))));
  const days = Math.min(most, Math.max(leastDays, Math.round((today - first) / dayMs) + 1));
  return Array.from({ length: days }, (_, index) => {
    const day = new Date(today - (days - 1 - index) * dayMs).toISOString().slice(0, 10);
    return toNight(
      day,
      runs.filter(({ startedAt }) => startedAt.startsWith(day)),
    );
  });
}

function toNight(day: string, runs: readonly RunSummary[]): Night {
  const sum = (value: (run: RunSummary) => number): number => runs.reduce((all, run) => all + value(run), 0);
  const byName = (value: (run: RunSummary) => number): Record<string, number> => {
    const sums: Record<string, number> = {};
    for (const run of runs) sums[run.name] = (sums[run.name] ?? 0) + value(run);
    return sums;
  };
  return {
    day,
    runs: runs.length,
    notComplete: runs.filter(({ outcome, running }) => outcome !== "complete" && !running).length,
    hits: byName(({ hits }) => hits),
    seconds: byName(secondsOf),
    inserted: sum(({ rows }) => rows.inserted),
    updated: sum(({ rows }) => rows.updated),
    deleted: sum(({ rows }) => rows.deleted),
  };
}

/** How long a run took; 0 while it runs. */
export function secondsOf({ startedAt, endedAt }: Pick<RunSummary, "startedAt" | "endedAt">): number {
  return endedAt === null ? 0 : Math.max(0, (Date.parse(endedAt) - Date.parse(startedAt)) / 1000);
}
